// Work that may fail, its failure shown; knows neither the work nor the window.

/** What `work` gives; `null` when it failed, and `report` heard why. */
export async function attempt<T>(
  report: (failure: unknown) => void,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (failure) {
    report(failure);
    return null;
  }
}
