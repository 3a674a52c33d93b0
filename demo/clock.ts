/** The clock of the page's backends: the computer's, and ahead of it by as much as it was moved. */
let ahead = 0;

export const now = (): number => Date.now() + ahead;

/** Time goes on at once by so many milliseconds. There is no way back: nothing happens twice. */
export function moveClock(milliseconds: number): void {
  ahead += Math.max(milliseconds, 0);
}
