// One page of every template, and the states in which each is looked at.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The widths of a small phone, a usual phone and a desktop, in CSS pixels. */
export const WIDTHS = [320, 390, 1280];

/** The colour schemes of devices. */
export const SCHEMES = ['light', 'dark'];

/** Sizes of text, as multiples of the theme's own. */
export const TEXT_SIZES = [1, 2];

/** One address for every template, by what it shows. */
export const PAGES = {
  'home page': '/',
  section: '/suc-khoe/',
  'group of lessons': '/nhom-bai/cap-cuu/',
  'second page of a group': '/nhom-bai/trieu-chung/trang/2/',
  'where it hurts': '/dau-o-dau/',
  'lessons from A to Z': '/a-z/',
  topics: '/chu-de/',
  topic: '/chu-de/so-cuu/',
  lesson: '/suc-khoe/sot-o-tre/',
  'lesson with drawings': '/suc-khoe/dot-quy/',
  resolution: '/nghi-quyet/72-nq-tw/',
  model: '/mo-hinh/to-dan-pho-khong-ma-tuy/',
  news: '/tin/phuong-chon-11-mo-hinh/',
  'fact check': '/kiem-chung/chich-mau-dau-ngon-tay-khi-dot-quy/',
  event: '/su-kien/07-04-suc-khoe-toan-dan/',
  'plain page': '/gioi-thieu/ve-trang-nay/',
  calendar: '/lich/',
  'stages of life': '/lua-tuoi/',
  'stage of life': '/lua-tuoi/tre-em/',
  'all targets': '/muc-tieu/',
  'all tasks': '/viec/',
  'register of documents': '/van-ban/',
  'cited document': '/van-ban/05-nq-tu/',
  poster: '/suc-khoe/sot-o-tre/ap-phich/',
  'poster on A3': '/suc-khoe/sot-o-tre/ap-phich/#a3',
  'poster as a strip': '/suc-khoe/sot-o-tre/ap-phich/#dai',
  'page for other channels': '/suc-khoe/sot-o-tre/truyen-thong/',
  search: '/tim-kiem/?q=sot',
  'offline page': '/ngoai-tuyen/',
  'unknown address': '/khong-co-trang-nay/',
};

/** The example pages of components, in a site built with drafts. */
export function examples(folder) {
  const top = path.join(folder, 'kieu-mau');
  const below = readdirSync(top, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = below.map((entry) => entry.name).filter((name) => existsSync(path.join(top, name, 'index.html')));
  return ['/kieu-mau/', ...names.map((name) => `/kieu-mau/${name}/`)];
}
