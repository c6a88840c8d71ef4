// What a file of TypeScript imports, by its statements.
export const withoutComments = (code) => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

const statement =
  /(?:^|;)[ \t]*(?:import|export)\s+(?:type\s+)?(?:[\w$*\s{},]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm

/** What the code imports or re-exports, types included. */
export const importsOf = (code) => [...withoutComments(code).matchAll(statement)].map((found) => found[1] ?? found[2])
