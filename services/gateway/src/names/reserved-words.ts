/** Words of the arena and of agents that are kept from the audience; each in one form, for names are compared by their look. */

const list = (...rows: readonly string[]): readonly string[] => rows.join(' ').split(' ')
const withPlurals = (words: readonly string[]) => words.flatMap((word) => [word, `${word}s`])

/** In any place of a name. */
export const roles = [
  ...withPlurals(list('operator admin administrator sysadmin moderator mod referee official')),
  ...list('staff ops árbitro arbitre админ админы модер судья арбитр'),
]

/** Inside of other words too: so long that none holds them by accident, or of a script that writes no spaces. */
export const longRoles = [
  ...roles.filter(({ length }) => length >= 8),
  ...list(
    'operador administrador moderador opérateur administrateur modérateur amministratore schiedsrichter',
    'оператор администратор адміністратор модератор διαχειριστής',
    '管理员 管理員 管理者 运营 運営 官方 客服 裁判 審判 운영자 관리자 심판',
  ),
]

/** What holds a long role and is none. */
export const harmless = list('cooperator unofficial')

/** As the whole name, with what makes no other name of it. */
export const own = list('arena house system support judge judges bank pool service owner root')

/** As the whole name and no more: people are called like that. */
export const alone = list('grant')

export const players = list('greedy planner random')
export const models = list('opus sonnet haiku')
export const agents = [...list('nobody anyone agent'), ...players, ...models]

/** What makes no other name of one: `The Judge`, `Arena Team`, `Greedy Bot`. */
export const fillers = list('the our your real true head chief main senior team crew desk help bot agent model')
/** So short that they do only where they stand alone: `Bankai` and `Claudell` are other names. */
export const shortFillers = list('my ai v i ii iii iv')

/** Families of models, as the first word: contestants are named after them. Their makers may stand before them. */
export const families = list(
  'claude anthropic gpt chatgpt openai codex gemini gemma llama mistral mixtral grok',
  'qwen deepseek kimi copilot',
)
export const makers = list('xai google meta microsoft github alibaba moonshot')
