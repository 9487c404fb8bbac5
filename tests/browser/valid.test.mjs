// What validators say: HTML of every page of a ward, feeds, calendars.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import ical from 'ical.js';
import { PUBLIC } from './site.mjs';

const WARD = 'le-chan';
const VNU = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const DRAFTS = path.resolve(process.env.LOA_DRAFTS ?? 'public-drafts', WARD);
const SCHEMA = path.join(import.meta.dirname, 'atom.rng');

/** The files below a folder whose names end in `ending`. */
function files(folder, ending) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name));
}

/** What the W3C's checker says of some files. */
function nu(what) {
  assert.ok(what.length > 0, 'nothing to check');
  const ran = spawnSync('java', ['-jar', VNU, '--format', 'json', '--stdout', '--exit-zero-always', ...what], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(ran.status, 0, ran.stderr);
  return JSON.parse(ran.stdout).messages.filter(({ type }) => type !== 'info')
    .map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`);
}

describe('HTML', () => {
  test('every page of a ward is valid', () => {
    assert.deepEqual(nu(files(path.join(PUBLIC, WARD), '.html')).slice(0, 20), []);
  });

  test('every example of a component is valid', () => {
    assert.ok(existsSync(DRAFTS), 'the site with drafts is not built');
    assert.deepEqual(nu(files(path.join(DRAFTS, 'kieu-mau'), '.html')).slice(0, 20), []);
  });
});

describe('feeds', () => {
  const feeds = files(PUBLIC, 'atom.xml');

  test('every feed follows RFC 4287', () => {
    assert.ok(feeds.length > 8, `${feeds.length} feeds`);
    execFileSync('xmllint', ['--noout', '--relaxng', SCHEMA, ...feeds], { stdio: 'pipe' });
  });

  test('no feed names an entry twice', () => {
    for (const feed of feeds) {
      const ids = [...readFileSync(feed, 'utf8').matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length, feed);
    }
  });
});

describe('calendars', () => {
  test('every calendar is read by a library, and its events have what calendars need', () => {
    const calendars = files(path.join(PUBLIC, WARD), '.ics');
    assert.ok(calendars.length > 1, `${calendars.length} calendars`);
    for (const calendar of calendars) {
      const text = readFileSync(calendar, 'utf8');
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `${calendar}: ${line}`);
      const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent');
      assert.ok(events.length > 0, calendar);
      for (const event of events.map((one) => new ical.Event(one))) {
        assert.ok(event.uid && event.summary && !Number.isNaN(event.startDate.toJSDate().getTime()), calendar);
        assert.ok(event.endDate.compare(event.startDate) >= 0, calendar);
      }
    }
  });
});
