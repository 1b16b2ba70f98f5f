// What a hostile page around the dashboard might say: JSON of every form, the same in each run.

/** The same sequence each time: a generator after Park and Miller. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/** Messages of every form; none of them asks for anything that there is. */
export function nonsense(count: number): unknown[] {
  const dice = random(7);
  const draw = <T>(of: readonly T[]): T => of[Math.floor(dice.next().value * of.length)] as T;
  const words = ['session', 'end ', 'open', 'ready', '<img src=x onerror=alert(1)>', '../..', 'javascript:alert(1)', '//evil.test', '__proto__'];
  const names = ['jetstream', 'type', 'accessKey', 'environment', 'tokens', 'scheme', 'path', 'toString', '__proto__'];
  const value = (depth: number): unknown => {
    const kind = draw(depth > 2 ? [0, 1, 2, 3] : [0, 1, 2, 3, 4, 4, 5]);
    if (kind === 0) return draw(words);
    if (kind === 1) return draw([1, 2, -1, 1e308, 0.5]);
    if (kind === 2) return draw([true, false, null]);
    if (kind === 3) return 'x'.repeat(Math.floor(dice.next().value * 100_000));
    if (kind === 4) return Object.fromEntries(Array.from({ length: 5 }, () => [draw(names), value(depth + 1)]));
    return Array.from({ length: 3 }, () => value(depth + 1));
  };
  return Array.from({ length: count }, () => value(0));
}
