/** What is used of split-sms 0.1.7, which has no types of its own. */
declare module 'split-sms' {
  const splitter: {
    split(
      message: string,
      options: { readonly summary: true },
    ): {
      readonly characterSet: 'GSM' | 'Unicode';
      readonly parts: readonly unknown[];
      readonly bytes: number;
      readonly remainingInPart: number;
    };
  };
  export default splitter;
}
