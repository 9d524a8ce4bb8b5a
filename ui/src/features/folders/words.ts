// What a file is called on screen.

/** The last part of a path. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).pop() ?? path;
}
