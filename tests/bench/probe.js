// Injected by the bench, never shipped: notes when a key arrives, when the editor's and the preview's DOM hold it, and
// when the frame with it was handed on. A frame's end is a timer set in its animation-frame callback: it fires after
// style, layout and paint. (A message through a port would come later still: WebKit lets other work pass.) Frames are
// only asked for while a key is on its way, so the probe does not keep a quiet window busy.
const [editorSelector, frameSelector, bodySelector, statusSelector, savedSelector] = arguments;
const editor = document.querySelector(editorSelector);
const body = document.querySelector(frameSelector).contentDocument.querySelector(bodySelector);
const status = document.querySelector(statusSelector);
const keys = [];
const waiting = { editor: [], preview: [], saved: [] };
const unpainted = [];
let running = false;

function painted() {
  const now = performance.now();
  for (const [key, name] of unpainted.splice(0)) key[name] = now - key.at;
}

function frame() {
  setTimeout(painted, 0);
  const old = performance.now() - 2000;
  const busy = keys.some((key) => key.at > old && (key.editorFrame === undefined || key.previewFrame === undefined));
  running = busy || unpainted.length > 0;
  if (running) requestAnimationFrame(frame);
}

function reached(place) {
  const now = performance.now();
  for (const key of waiting[place].splice(0)) {
    key[place] = now - key.at;
    unpainted.push([key, place + 'Frame']);
  }
  if (!running) {
    running = true;
    requestAnimationFrame(frame);
  }
}

addEventListener(
  'keydown',
  (event) => {
    if (event.key.length !== 1 || event.ctrlKey || event.altKey) return;
    const key = { at: performance.now(), late: performance.now() - event.timeStamp };
    keys.push(key);
    for (const place of Object.keys(waiting)) waiting[place].push(key);
    if (!running) {
      running = true;
      requestAnimationFrame(frame);
    }
  },
  true,
);

const everything = { subtree: true, childList: true, characterData: true };
new MutationObserver(() => reached('editor')).observe(editor, everything);
new MutationObserver(() => reached('preview')).observe(body, { ...everything, attributes: true });
new MutationObserver(() => {
  if (!document.querySelector(savedSelector)) return;
  const now = performance.now();
  for (const key of waiting.saved.splice(0)) key.saved = now - key.at;
}).observe(status, { ...everything, attributes: true });
window.marbreProbe = keys;
