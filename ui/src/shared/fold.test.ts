// Words found whatever their accents.

import { expect, it } from 'vitest';
import { distinct, fold, score } from './fold';

it('drops accents, case and ligatures', () => {
  expect(fold('Déjà l’ŒUVRE  d’Æthelred')).toBe("deja l'oeuvre d'aethelred");
});

it('prefers the start of the text, then of a word, then any piece, then scattered letters', () => {
  const worths = ['Réglages', 'Les réglages', 'Déréglage', 'Rien égal'].map((text) => score(text, 'regl'));
  expect(worths).toEqual([...worths].sort((one, other) => other - one));
  expect(new Set(worths).size).toBe(4);
});

it('asks for every word', () => {
  expect(score('Copier l’adresse', "l'adr cop")).toBeGreaterThan(0);
  expect(score('Copier l’adresse', 'adr coller')).toBe(0);
});

it('gives everything for nothing asked', () => {
  expect(score('anything', '  ')).toBeGreaterThan(0);
});

it('keeps one of the words that differ by accents or case only', () => {
  expect(distinct(['économie', 'Economie', 'tech', 'Tech', 'monde'])).toEqual(['économie', 'tech', 'monde']);
});
