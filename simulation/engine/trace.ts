/** What happened in a run, as a hash, so that two runs can be compared; and in words where somebody wants to read it. */

const OFFSET = 0xcbf29ce484222325n
/** FNV-1a on 32 bits, twice: fast, and good enough to tell runs apart. */
const PRIME = 0x01000193

export class Trace {
  readonly lines: string[] = []
  turns = 0
  private low = Number(OFFSET & 0xffffffffn)
  private high = Number(OFFSET >> 32n)
  private readonly keepsLines: boolean

  constructor({ keepsLines }: { readonly keepsLines: boolean }) {
    this.keepsLines = keepsLines
  }

  note(line: string): void {
    this.turns++
    for (let index = 0; index < line.length; index++) {
      this.low = Math.imul(this.low ^ line.charCodeAt(index), PRIME)
      this.high = Math.imul(this.high ^ (line.charCodeAt(index) + index), PRIME)
    }
    if (this.keepsLines) this.lines.push(line)
  }

  get hash(): string {
    return [this.high, this.low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
  }
}
