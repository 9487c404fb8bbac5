// Who vouches for a text about health stands beside its title, and its sources begin with words that residents know.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Root } from './device.mjs';
import { launch, serve, watched } from './site.mjs';

const LESSON = `+++
title = "Bài mẫu"
date = 2026-11-01
audience = "Mọi người"
tags = ["mẫu"]
REVIEW
[[sources]]
title = "Sample guidance"
publisher = "Tổ chức Y tế Thế giới (WHO)"
year = 2024
+++

- Một điều.
- Hai điều.
- Ba điều.
`;

let browser;
let root;
let site;
before(async () => {
  browser = await launch();
  root = new Root();
  root.write('content/mau/ward.toml', `name = "Phường Mẫu"
short_name = "Mẫu"
province = "Tỉnh Mẫu"
base_url = "https://mau.example.vn/"
`);
  const review = 'reviewed_by = "Bác sĩ trạm y tế mẫu"\nreviewed_on = 2026-11-10\nreview_due = 2027-11-10\n';
  root.write('content/mau/suc-khoe/co-duyet.md', LESSON.replace('Bài mẫu', 'Bài có duyệt').replace('REVIEW\n', review));
  root.write('content/mau/suc-khoe/chua-duyet.md', LESSON.replace('REVIEW\n', ''));
  root.build();
  site = await serve(path.join(root.out, 'mau'));
});
after(async () => {
  await browser.close();
  site?.close();
  root.remove();
});

for (const [address, words] of [
  ['/suc-khoe/co-duyet/', 'Đã duyệt ngày 10 tháng 11 năm 2026 · Bác sĩ trạm y tế mẫu'],
  ['/suc-khoe/chua-duyet/', 'Bài chưa được cán bộ y tế duyệt'],
]) {
  test(`${address} says beside the title who vouches for it`, async () => {
    const { page, faults, close } = await watched(browser, site.origin, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto(site.origin + address);
    const line = page.locator('.page-head .reviewed');
    assert.equal((await line.textContent()).trim(), words);
    const { y } = await line.boundingBox();
    assert.ok(y < 400, `it stands at ${y}`);
    assert.equal((await page.locator('.sources li').textContent()).trim(), 'Tổ chức Y tế Thế giới (WHO), 2024: Sample guidance.');
    assert.deepEqual(faults, []);
    await close();
  });
}
