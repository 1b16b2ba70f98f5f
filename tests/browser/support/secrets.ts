// The secrets that a test uses, and a search for them in any form in which a text may carry one.

/** What opens the API, and what opens doors. */
export type Kind = 'access key' | 'pass number';

/** A text, and where it was found. */
export interface Piece {
  where: string;
  text: string;
  /** What must not stand in it. */
  without: readonly Kind[];
}

export class Secrets {
  private readonly known = new Map<string, Kind>();

  add(kind: Kind, secret: string): void {
    // What is shorter stands in any text by chance; no access key and no pass number is.
    if (secret.length >= 10) this.known.set(secret.toLowerCase(), kind);
  }

  /** All forms of all secrets of a kind: the plain ones in lower case, base64 as it is. */
  forms(kind: Kind): string[] {
    const secrets = [...this.known].filter(([, itsKind]) => itsKind === kind).map(([secret]) => secret);
    return secrets.flatMap((secret) => [...plainForms(secret), ...base64Forms(secret)]);
  }

  /** Where a piece holds what must not be in it; never the secret itself, since this is what a log will show. */
  found(pieces: readonly Piece[]): string[] {
    // Nearly always there is nothing, and one look at everything is quicker than many.
    if (this.kindsIn(pieces.map(({ text }) => text).join('\n')).length === 0) return [];
    return pieces.flatMap(({ where, text, without }) => {
      const kinds = this.kindsIn(text).filter((kind) => without.includes(kind));
      return kinds.map((kind) => `${kind} in ${where}`);
    });
  }

  private kindsIn(text: string): Kind[] {
    const clear = decoded(text).toLowerCase();
    const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
    const holds = (secret: string) =>
      plainForms(secret).some((form) => clear.includes(form)) || base64Forms(secret).some((form) => base64.includes(form));
    return [...new Set([...this.known].filter(([secret]) => holds(secret)).map(([, kind]) => kind))];
  }
}

/** In lower case. */
function plainForms(secret: string): string[] {
  return [...new Set([secret, secret.replaceAll('-', '')])];
}

const encoded = new Map<string, string[]>();

/** What is left of the secret in base64 wherever in a longer text it stands, in both letter cases. */
function base64Forms(secret: string): string[] {
  const before = encoded.get(secret);
  if (before) return before;
  const forms = [secret, secret.toUpperCase()].flatMap((text) =>
    [0, 1, 2].map((shift) => {
      const whole = Buffer.from('\0'.repeat(shift) + text).toString('base64');
      // The characters at both ends depend on the neighbours, too.
      return whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + text.length) * 8) / 6));
    }),
  );
  encoded.set(secret, forms);
  return forms;
}

/** Without percent-encoding, however often it was applied. What is none stays. */
function decoded(text: string): string {
  let now = text;
  for (let times = 0; times < 3 && /%[0-9a-f]{2}/i.test(now); times += 1) {
    now = now.replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  }
  return now;
}
