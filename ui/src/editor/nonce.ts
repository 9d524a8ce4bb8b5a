// How the editor's own styles pass the window's policy: with the nonce the shell put on the page.

/**
 * The page's style nonce; empty where no policy asks for one (browser, tests).
 *
 * The policy is `style-src 'self'`, and CodeMirror writes a `<style>` element, which only a nonce lets
 * through. The shell puts the nonce on every `<style>` of index.html, so an empty one there carries it.
 */
export function pageNonce(): string {
  return document.querySelector<HTMLStyleElement>('style#nonce-bearer')?.nonce ?? '';
}
