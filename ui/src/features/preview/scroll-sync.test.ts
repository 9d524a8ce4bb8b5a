// Who leads: the page under the pointer, or the manuscript; the other one's echo is never taken for the reader.
import { afterEach, beforeEach, expect, test, vi, type Mock } from 'vitest';
import { BlockList } from './blocks';
import { ScrollSync, type Manuscript } from './scroll-sync';
import type { PagePreview } from './state.svelte';

let heard: (move: 'typed' | 'selected' | 'scrolled') => void;
let page: { scrollY: number; scrollTo: (to: { top: number }) => void };
let manuscript: Manuscript & { scrollTo: Mock<Manuscript['scrollTo']> };
let sync: ScrollSync;
let frame: HTMLIFrameElement;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'requestAnimationFrame', 'cancelAnimationFrame'] });
  page = Object.assign(Object.create(window) as Window, {
    scrollY: 0,
    innerHeight: 800,
    document,
    scrollTo: ({ top }: { top: number }) => (page.scrollY = Math.max(0, top)),
  });
  manuscript = {
    draft: 'draft-1',
    onMove: (handler) => {
      heard = handler;
      return () => {};
    },
    caret: () => 0,
    slice: () => '',
    // Where the manuscript was when the page stood 20 pixels below its top.
    scrollPlace: () => ({ progress: 0, offset: 20, headShare: 1 }),
    scrollTo: vi.fn(),
    goTo: () => {},
    focus: vi.fn(),
  };
  const body = document.createElement('div');
  body.append(document.createElement('p'));
  vi.spyOn(body.children[0]!, 'getBoundingClientRect').mockImplementation(
    () => new DOMRect(0, -page.scrollY, 300, 40),
  );
  const preview = {
    document: { body, block: (index: number) => body.children[index] ?? null },
    blocks: new BlockList([{ html: '<p>a</p>', length: 40 }]),
    onPatched: () => () => {},
    onShown: () => () => {},
  } as unknown as PagePreview;
  const nothing = { rangeCount: 0, isCollapsed: true, anchorNode: null };
  frame = { contentWindow: page, contentDocument: { getSelection: () => nothing } } as never;
  sync = new ScrollSync(frame, preview, manuscript);
});

afterEach(() => {
  sync.stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('the page is not pulled back by the manuscript that follows it, however late', () => {
  page.scrollY = 60;
  sync.watch();
  page.scrollY = 20;
  vi.advanceTimersByTime(32);
  expect(manuscript.scrollTo).toHaveBeenCalledTimes(1);
  // The machine is busy: the manuscript tells of its scroll late, and the wheel has meanwhile turned on.
  vi.advanceTimersByTime(2000);
  page.scrollY = 0;
  heard('scrolled');
  vi.advanceTimersByTime(64);
  expect(page.scrollY).toBe(0);
});

test('the manuscript leads again once a hand is on it', () => {
  page.scrollY = 60;
  sync.watch();
  page.scrollY = 0;
  vi.advanceTimersByTime(32);
  sync.unwatch();
  window.dispatchEvent(new WheelEvent('wheel'));
  heard('scrolled');
  vi.advanceTimersByTime(32);
  expect(page.scrollY).toBe(20);
});

test('a click where nothing can be selected does not keep the keyboard', () => {
  vi.spyOn(document, 'activeElement', 'get').mockReturnValue(frame);
  sync.watch();
  vi.advanceTimersByTime(200);
  expect(manuscript.focus).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  expect(manuscript.focus).toHaveBeenCalled();
});

test('who came to the page by key keeps it', () => {
  vi.spyOn(document, 'activeElement', 'get').mockReturnValue(frame);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F6' }));
  sync.watch();
  vi.advanceTimersByTime(2000);
  expect(manuscript.focus).not.toHaveBeenCalled();
});
