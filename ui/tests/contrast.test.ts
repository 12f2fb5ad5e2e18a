import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, parseOklch } from './oklch';

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');

type Token = { name: string; light: string; dark: string };

const tokens: Token[] = [
  ...css.matchAll(/--([a-z-]+):\s*light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\);/g),
].map(([, name = '', light = '', dark = '']) => ({ name, light, dark }));
const role = (prefix: string) => tokens.filter((token) => token.name.startsWith(prefix));
const themes = ['light', 'dark'] as const;

function pairs(fronts: Token[], backs: Token[]) {
  return themes.flatMap((theme) =>
    fronts.flatMap((front) =>
      backs.map((back) => ({
        pair: `${front.name} on ${back.name}, ${theme}`,
        ratio: contrast(parseOklch(front[theme]), parseOklch(back[theme])),
      })),
    ),
  );
}

describe('the conversion', () => {
  it('agrees with known colors', () => {
    expect(contrast(parseOklch('oklch(100% 0 0)'), parseOklch('oklch(0% 0 0)'))).toBeCloseTo(21, 2);
    // sRGB red and blue, whose contrast is 8.59 / 4 = 2.15.
    const [red, blue] = ['oklch(62.796% 0.25768 29.234)', 'oklch(45.201% 0.31321 264.052)'];
    expect(contrast(parseOklch(red), parseOklch(blue))).toBeCloseTo(2.15, 1);
  });
});

describe('the tokens', () => {
  it('were all read, each with a role', () => {
    expect(role('surface-').length).toBeGreaterThanOrEqual(6);
    const roles = /^(surface|text|graphic|fill|on|tint)-/;
    expect(tokens.filter((token) => !roles.test(token.name))).toEqual([]);
    expect(css.match(/light-dark\(/g)?.length).toBe(tokens.length);
  });

  it.each(pairs(role('text-'), role('surface-')))('$pair reads well', ({ ratio }) => {
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(role('graphic-'), role('surface-')))('$pair can be seen', ({ ratio }) => {
    expect(ratio).toBeGreaterThanOrEqual(3);
  });

  const fills = role('fill-').flatMap((fill) =>
    pairs(
      role('on-').filter((on) => on.name.slice('on-'.length) === fill.name.slice('fill-'.length)),
      [fill],
    ),
  );

  it('names the ink of each fill', () => {
    expect(fills).toHaveLength(role('fill-').length * themes.length);
  });

  it.each(fills)('$pair reads well', ({ ratio }) => {
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  });
});
