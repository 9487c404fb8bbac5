// @ts-check
// The page as readers would see it: drawn while somebody types, and again by itself whenever it is not what it should be. As
// long as an old one stands there, it says so.
import { call, Refusal } from './call.js';

/** How long nobody types before the text is shown, in milliseconds. */
const REST = 80;
/** How long until a page that could not be drawn is asked for again. */
const AGAIN = 1500;
/** The same where it was refused. */
const SELDOM = 4000;
/** After how long a page that is old is called so while a new one is drawn. */
const SLOW = 1000;

const time = () => new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });

/** Draws one text. */
export class Preview {
  /**
   * @param {{ section: HTMLElement, frame: HTMLIFrameElement, place: HTMLElement, written: () => object,
   *   show: (told: import('./fields.js').Told[]) => void }} options
   */
  constructor(options) {
    this.options = options;
    /** What names the texts among which the page was drawn. */
    this.drawn = '';
    /** When the page that stands there was drawn; empty as long as there is none. */
    this.since = '';
    this.looking = false;
    this.again = false;
    this.timer = 0;
    this.slow = 0;
    this.scrolled = 0;
    options.frame.addEventListener('load', () => { this.came(); });
    addEventListener('pageshow', (event) => { if (event.persisted) this.look(); });
    addEventListener('online', () => { this.look(); });
    document.addEventListener('visibilitychange', () => { if (!document.hidden && this.is('old')) this.look(); });
  }

  /** Somebody typed. */
  touch() { this.later(REST); }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.look(); }, pause);
  }

  /** The texts around this one are those of this name: a page that was drawn among others is drawn again. @param {string} drawn */
  among(drawn) { if (this.drawn && drawn !== this.drawn) this.look(); }

  is(state) { return this.options.section.dataset.state === state; }

  /** Says how the page that stands there is. @param {'new' | 'old' | 'none'} state @param {string} [words] */
  say(state, words = '') {
    const { section, place } = this.options;
    clearTimeout(this.slow);
    this.slow = 0;
    section.dataset.state = state;
    place.hidden = !words;
    if (place.textContent !== words) place.textContent = words;
  }

  /** The page could not be drawn: what stands there is old. @param {string} why @param {number} [pause] */
  old(why, pause = AGAIN) {
    const since = this.since ? `Bản xem thử này là của lúc ${this.since}. ` : '';
    this.say('old', `${since}Chưa vẽ lại được: ${why} Loa đang tự thử lại.`);
    this.later(pause);
  }

  async look() {
    if (this.looking) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.looking = true;
    this.slow ||= setTimeout(() => { this.say('old', 'Đang vẽ lại bản xem thử…'); }, SLOW);
    try {
      const { url, told, drawn } = await call('preview', this.options.written());
      this.drawn = drawn;
      this.options.show(told);
      this.turn(url);
    } catch (error) {
      const refused = error instanceof Refusal && !error.gone && error.status < 500;
      if (refused) this.options.show([{ key: '', grave: true, words: error.message, help: '' }]);
      this.old(error instanceof Error ? error.message : String(error), refused ? SELDOM : AGAIN);
    }
    this.looking = false;
    if (this.again) {
      this.again = false;
      await this.look();
    }
  }

  /** Shows the page that the server keeps, where it was scrolled to. @param {string | null} url */
  turn(url) {
    const { section, frame } = this.options;
    if (url === null) {
      this.say('none', 'Chưa xem được: bài còn chỗ máy chưa đọc được.');
      return;
    }
    // On a phone the page is fetched when somebody wants to see it.
    if (!section.checkVisibility()) {
      this.say('new');
      return;
    }
    this.scrolled = frame.contentWindow?.scrollY ?? 0;
    frame.contentWindow?.location.replace(`${url}?${Date.now()}`);
  }

  /** A page came into the frame; it need not be the one that was asked for. */
  came() {
    const inside = this.options.frame.contentWindow;
    let status = 0;
    try {
      if (inside.location.href === 'about:blank') return;
      const [way] = inside.performance.getEntriesByType('navigation');
      status = /** @type {PerformanceNavigationTiming} */ (way)?.responseStatus ?? 200;
    } catch { /* A page of the browser's own, where the server did not answer. */ }
    if (status !== 200) {
      this.old('trang chưa tới.');
      return;
    }
    inside.scrollTo(0, this.scrolled);
    this.since = time();
    this.say('new');
  }
}
