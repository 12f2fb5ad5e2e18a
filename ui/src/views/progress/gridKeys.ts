/** Where a key leads in a month laid out in weeks of seven; null when it is none of the grid's keys. */
export function moveInGrid(key: string, index: number, length: number): number | 'earlier' | 'later' | null {
  const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  if (step !== undefined) return clamp(index + step, length);
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  if (key === 'PageUp') return 'earlier';
  if (key === 'PageDown') return 'later';
  return null;
}

function clamp(index: number, length: number): number {
  return Math.min(length - 1, Math.max(0, index));
}
