/** The referee: looks at all checks of a sandbox at once. The agent's word is only a claim. */
import type { Check } from '@agent-arena/contracts'
import { checkHttp, type HttpCheckOptions } from './check-http.ts'
import { checkPage, type Inspect } from './check-page.ts'
import type { Look } from './assess.ts'
import type { Finding } from './finding.ts'

export class Referee {
  private readonly options: HttpCheckOptions

  constructor(options: HttpCheckOptions) {
    this.options = options
  }

  async look(checks: readonly Check[], { at, inspect }: { at: string; inspect: Inspect }): Promise<Look> {
    return { at, findings: await Promise.all(checks.map((check) => this.check(check, inspect))) }
  }

  private check(check: Check, inspect: Inspect): Promise<Finding> {
    switch (check.kind) {
      case 'http':
        return checkHttp(check, this.options)
      case 'page':
        return checkPage(check, inspect)
    }
  }
}
