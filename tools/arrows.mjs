// The arrows of the design, checked over package.json files and import statements: node tools/arrows.mjs
import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { filesBelow, packageFolders } from './files.mjs'
import { importsOf, withoutComments } from './imports.mjs'
import { roomCircle } from './rooms.mjs'

const SCOPE = '@agent-arena/'
const foundation = ['contracts', 'event-store', 'message-bus', 'service-kit']

/** What may lie below a package, by its folder; the first line that fits counts. */
const below = [
  ['libs/contracts', []],
  ['libs/embedded-postgres', []],
  ['libs/event-store', ['contracts']],
  ['libs/message-bus', ['contracts']],
  ['libs/service-kit', ['contracts', 'event-store', 'message-bus']],
  ['libs/testing', [...foundation, 'embedded-postgres']],
  ['services/agent-runner', ['contracts']],
  ['services/', foundation],
  ['apps/web', ['contracts']],
  ['apps/gym', ['contracts']],
  ['apps/arena', [...foundation, 'embedded-postgres', 'gym', 'services/']],
  ['apps/', [...foundation, 'embedded-postgres', 'services/']],
]

const read = (root, folder) => {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  return { folder, manifest, name: manifest.name.slice(SCOPE.length) }
}

/** Paths of the projects that tsconfig.json refers to; it may hold comments and trailing commas. */
const referencesOf = (root, folder) => {
  try {
    const text = readFileSync(join(root, folder, 'tsconfig.json'), 'utf8')
    return [...text.matchAll(/"path"\s*:\s*"([^"]+)"/g)].map(([, path]) => join(folder, path))
  } catch {
    return []
  }
}

const isTestFile = (path) => path.endsWith('.test.ts') || path.split(sep).includes('testing')
const isRim = (path) => basename(path) === 'main.ts' || path.endsWith('.module.ts')
const mayReadEnvironment = (path) => isRim(path) || /(^|\.)config\.ts$/.test(basename(path)) || isTestFile(path)

const mayLieBelow = ({ folder }, target) => {
  const [, allowed] = below.find(([start]) => folder.startsWith(start)) ?? ['', []]
  return allowed.some((entry) => entry === target.name || (entry.endsWith('/') && target.folder.startsWith(entry)))
}

const arrowFault = (from, target) => {
  if (target.name === 'testing') return 'only tests import libs/testing'
  const ends = 'apps → services → service-kit → {event-store, message-bus} → contracts'
  return mayLieBelow(from, target) ? undefined : `${from.folder} must not know ${target.folder} (${ends})`
}

/** Faults of what a package.json declares. */
const manifestFaults = ({ packages }) =>
  packages.flatMap((from) => {
    const declared = Object.keys({ ...from.manifest.dependencies, ...from.manifest.optionalDependencies })
    const targets = declared.map((name) => packages.find(({ manifest }) => manifest.name === name)).filter(Boolean)
    return targets
      .map((target) => arrowFault(from, target))
      .flatMap((fault) => (fault ? `${from.folder}/package.json: ${fault}` : []))
  })

/** A door of a package beyond its face, like `@agent-arena/event-store/testing`, must be in its exports. */
const doorFault = (specifier, target) => {
  const door = `.${specifier.slice(SCOPE.length + target.name.length)}`
  return door in (target.manifest.exports ?? {}) ? undefined : `"${specifier}" reaches past the face of ${target.folder}`
}

const declarationFaults = ({ root }, from, target, isTest) => {
  const { dependencies, optionalDependencies, devDependencies } = from.manifest
  const declared = { ...dependencies, ...optionalDependencies, ...(isTest && devDependencies) }
  const missing =
    target.manifest.name in declared ? [] : [`${target.manifest.name} is not in the dependencies of ${from.folder}/package.json`]
  const referred = isTest || referencesOf(root, from.folder).includes(target.folder)
  return referred ? missing : [...missing, `${target.folder} is not in the references of ${from.folder}/tsconfig.json`]
}

/** Tests may use libs/testing without declaring it, so that it can stand on libraries whose tests use it. */
const workspaceFaults = (tree, from, path, specifier) => {
  const name = specifier.split('/')[1]
  const target = tree.packages.find((candidate) => candidate.name === name)
  if (!target) return [`"${specifier}" is no package of ours`]
  if (target === from) return [`"${specifier}" is the package itself: import the file`]
  const isTest = isTestFile(path)
  if (isTest && name === 'testing') return []
  const arrow = arrowFault(from, target)
  if (arrow) return [arrow]
  return [doorFault(specifier, target), ...declarationFaults(tree, from, target, isTest)].filter(Boolean)
}

const relativeFaults = (from, path, specifier) => {
  const target = relative(from.folder, join(dirname(path), specifier))
  return target.startsWith('..') && !target.includes(`..${sep}tools${sep}`)
    ? [`"${specifier}" leaves the package: import its face`]
    : []
}

/** The rooms of the pages from the top down: a room knows those below it, and words know none. */
const webRooms = ['pages', 'parts', 'api', 'words']

const webRoomOf = (path) => webRooms.indexOf(relative(join('apps', 'web', 'src'), path).split(sep)[0])

/** `app.tsx` and `main.tsx` stand in no room, and open them all. */
const webRoomFaults = (path, specifier) => {
  const [own, other] = [webRoomOf(path), webRoomOf(join(dirname(path), specifier))]
  return own > other && other >= 0 ? [`"${specifier}" points up (${webRooms.join(' → ')})`] : []
}

const nestFaults = (from, path, specifier) => {
  const isHome = ['libs/service-kit', 'services/gateway'].includes(from.folder)
  return isHome || isRim(path) || isTestFile(path)
    ? []
    : [`"${specifier}": Nest lives at the rim (main.ts, *.module.ts, libs/service-kit)`]
}

const importFaults = (tree, from, path, specifier) => {
  if (specifier.startsWith(SCOPE)) return workspaceFaults(tree, from, path, specifier)
  if (specifier.startsWith('.')) return [...relativeFaults(from, path, specifier), ...webRoomFaults(path, specifier)]
  return specifier.startsWith('@nestjs/') ? nestFaults(from, path, specifier) : []
}

const fileFaults = (tree, from, path) => {
  const code = readFileSync(join(tree.root, path), 'utf8')
  const faults = importsOf(code).flatMap((specifier) => importFaults(tree, from, path, specifier))
  const reads = from.folder !== 'libs/testing' && !mayReadEnvironment(path) && /\bprocess\.env\b/.test(withoutComments(code))
  return [...faults, ...(reads ? ['process.env is read in config.ts, *.config.ts and main.ts only'] : [])].map(
    (fault) => `${path}: ${fault}`,
  )
}

const circleFrom = (packages, name, way) => {
  if (way.includes(name)) return [...way.slice(way.indexOf(name)), name]
  const { dependencies = {}, devDependencies = {} } = packages.find(({ manifest }) => manifest.name === name)?.manifest ?? {}
  const next = Object.keys({ ...dependencies, ...devDependencies }).filter((other) => other.startsWith(SCOPE))
  return next.map((other) => circleFrom(packages, other, [...way, name])).find(Boolean)
}

/** Development dependencies count: the build graph follows them too. */
const circles = ({ packages }) => {
  const found = packages.map(({ manifest }) => circleFrom(packages, manifest.name, [])).filter(Boolean)
  return found.length > 0 ? [`package.json files make a circle: ${found[0].join(' → ')}`] : []
}

const roomFaults = (root, folder, paths) => {
  const circle = roomCircle(join(root, folder, 'src'), paths)
  return circle ? [`${folder}: its rooms make a circle: ${circle.join(' → ')}`] : []
}

/** Every fault of the tree below `root`, one sentence each; none when all arrows point down. */
export const arrowFaults = (root) => {
  const packages = packageFolders(root).map((folder) => read(root, folder))
  const tree = { root, packages }
  const sources = (folder) => filesBelow(join(root, folder)).filter((path) => /\.tsx?$/.test(path))
  const perFile = packages.flatMap((from) => sources(from.folder).flatMap((path) => fileFaults(tree, from, relative(root, path))))
  const rooms = packages.flatMap(({ folder }) =>
    roomFaults(
      root,
      folder,
      sources(folder).filter((path) => !isTestFile(path)),
    ),
  )
  return [...manifestFaults(tree), ...circles(tree), ...rooms, ...perFile]
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const faults = arrowFaults(join(import.meta.dirname, '..'))
  for (const fault of faults) console.error(fault)
  console.log(faults.length === 0 ? 'All arrows point down.' : `${faults.length} arrows point the wrong way.`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
