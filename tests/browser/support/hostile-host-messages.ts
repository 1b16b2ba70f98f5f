// What a hostile page around the dashboard might say: JSON of every form, the same in each run.

/** The same sequence each time: a generator after Park and Miller. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/**
 * Messages of every form; none of them asks for anything that there is. Half of them are of the right version and of a type that there is, and
 * wrong in one thing; whatever else stands in them is as it comes.
 */
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
  const extra = (): Record<string, unknown> => Object.fromEntries(Array.from({ length: 3 }, () => [draw(names), value(1)]));
  const wrong: readonly Record<string, unknown>[] = [
    ...['secret', '', 7, null].map((accessKey) => ({ type: 'session', accessKey })),
    ...['Dark', 'purple', 7, {}].map((scheme) => ({ type: 'theme', scheme, tokens: { accent: 'red' } })),
    ...['url(https://evil.test/a)', 'Url(//evil.test/a)', 'URL(a)', 'red; } body { display: none', '', []].map((accent) => ({
      type: 'theme', scheme: 'dark', tokens: { accent },
    })),
    { type: 'theme', scheme: 'dark', tokens: { 'accent:red;--x': 'red' } },
    { type: 'theme', scheme: 'dark', tokens: 'accent' },
    ...['Mars/Olympus', 7, {}].map((timeZone) => ({ type: 'locale', language: null, timeZone })),
    ...['//evil.test/', 'https://evil.test/', 'javascript:alert(1)', '../..', 'devices/../../x', 'devices/%2e%2E/x', 'a\\b', 'nowhere', 7, null].map((path) => ({
      type: 'open', path,
    })),
    ...[2, 0, -1, 1.5, null, 'one'].map((jetstream) => ({ type: 'end', jetstream })),
  ];
  const nearlyRight = (): unknown => ({ ...extra(), jetstream: 1, ...draw(wrong) });
  return Array.from({ length: count }, (_, index) => (index % 2 === 0 ? value(0) : nearlyRight()));
}
