/** OKLCH to linear sRGB and WCAG contrast. Matrices: Björn Ottosson, "A perceptual color space" (2020). */
type Rgb = [number, number, number];

/** Linear-light sRGB of `oklch(L% C H)`, clipped to the gamut as a screen would. */
export function parseOklch(text: string): Rgb {
  const match = /^oklch\(([\d.]+)%\s+([\d.]+)\s+([\d.]+)(?:\s*\/.*)?\)$/.exec(text);
  if (!match) throw new Error(`not an oklch color: ${text}`);
  const lightness = Number(match[1]) / 100;
  const hue = (Number(match[3]) * Math.PI) / 180;
  const a = Number(match[2]) * Math.cos(hue);
  const b = Number(match[2]) * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return rgb.map((channel) => Math.min(1, Math.max(0, channel))) as Rgb;
}

/** WCAG 2.2 contrast ratio of two linear-light colors, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
