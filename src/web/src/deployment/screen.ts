/** Whether the page is laid out for a phone (phone.css): one sheet at a time instead of dock and card side by side. */
export const isPhone = (): boolean => window.matchMedia('(max-width: 760px)').matches;
