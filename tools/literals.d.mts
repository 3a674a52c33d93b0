import type { Plugin } from 'vite';

export function shortLiterals(code: string, file: string): { code: string; map: unknown } | undefined;
export function shortLiteralsPlugin(): Plugin;
