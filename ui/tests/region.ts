import { beforeEach, vi } from 'vitest';

// Dates are said in the order of the region, so the tests choose one instead of asking the machine.
const american = () => {
  if (typeof document === 'undefined') vi.stubGlobal('navigator', { language: 'en-US', userAgent: 'test' });
};
american();
beforeEach(american);
