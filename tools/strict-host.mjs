/** The strictest page a host may have: no inline code or style, nothing from elsewhere, Trusted Types with Lit's policy alone. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** Middleware of the test runner: every page below `path` is such a strict host. */
export const strictHost = (path) => (context, next) => {
  if (context.path.startsWith(path)) context.set('Content-Security-Policy', STRICT_POLICY);
  return next();
};
