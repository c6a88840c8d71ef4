/** Tells zod, before any module is loaded, not to try whether code may be made from text: a strict content policy reports the mere try. */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
