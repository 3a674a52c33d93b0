import parsePhoneNumber from 'libphonenumber-js/mobile';

/** Whether an E.164 number may be a mobile telephone's: also where a country's numbers do not tell. Loaded where SMS are written; `src/domain/phone-numbers` reads the numbers. */
export const isMobile = (e164: string): boolean => parsePhoneNumber(e164)?.isValid() ?? false;
