import type { Words } from '../wiring/words.js';
import en from './en.js';

const words: Words = en;
export default words;
