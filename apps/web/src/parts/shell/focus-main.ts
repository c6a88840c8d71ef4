/** Leads keyboards and readers of the screen to the content, where what they had in focus is gone with its part of the page. */
export const focusMain = (): void => document.getElementById('main')?.focus()
