/** Middleware of the test runner: `/copy/2/src/index.ts` is the library once more, with a Lit of its own, as when a page loads two versions. */
export const anotherCopy = (context, next) => {
  context.url = context.url.replace(/^\/copy\/\d+\//, '/');
  return next();
};
