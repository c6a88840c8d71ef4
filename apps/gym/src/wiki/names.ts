/** The words from which invented places, people and customs get their names. */

export const townHeads = [
  'Alder',
  'Bram',
  'Cors',
  'Dunn',
  'Elms',
  'Farn',
  'Gresh',
  'Hals',
  'Ivel',
  'Kels',
  'Lyn',
  'Mar',
  'Oak',
  'Pen',
]
export const townTails = ['ford', 'wick', 'ham', 'ton', 'mere', 'stead', 'combe', 'bury']
export const riverNames = [
  'Tamsel',
  'Oure',
  'Veldra',
  'Ashe',
  'Lunter',
  'Morrow',
  'Sile',
  'Wend',
  'Brack',
  'Ister',
  'Calder',
  'Nidd',
]
export const bridgeNames = [
  'Swan',
  'Miller',
  'Garland',
  'Weaver',
  'Falcon',
  'Harvest',
  'Lime',
  'Mercer',
  'Saddler',
  'Old Toll',
  'Beacon',
]
export const firstNames = [
  'Ada',
  'Bruno',
  'Clara',
  'Dorian',
  'Edith',
  'Felix',
  'Greta',
  'Henrik',
  'Ines',
  'Jonas',
  'Katrin',
  'Ludwig',
]
export const lastNames = [
  'Holm',
  'Varga',
  'Lindqvist',
  'Marsh',
  'Okafor',
  'Petri',
  'Rowe',
  'Sandoval',
  'Thorne',
  'Ueda',
  'Winter',
  'Zeller',
]
export const festivalNames = [
  'Lantern Fair',
  'Kite Days',
  'Apple Week',
  'Night of Bells',
  'Raft Race',
  'Feast of Salt',
  'Drum March',
  'Glass Market',
]
export const regions = ['Eastmark', 'the Low Fells', 'the Southern Vale', 'Harrowland']
export const hills = ['Grey Tor', 'Mount Ansel', 'the Hollow Hills', 'Cairn Ridge', 'Raven Moor', 'the Three Sisters']
export const materials = ['granite', 'wrought iron', 'red brick', 'oak and steel', 'limestone']
export const occupations = ['engineer', 'architect', 'master mason', 'surveyor']
export const months = ['March', 'May', 'June', 'August', 'September', 'October']
export const trades = ['salt', 'wool', 'glass', 'timber', 'paper', 'clocks']
