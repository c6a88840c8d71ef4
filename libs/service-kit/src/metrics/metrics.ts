/** What a process measures, in one registry that Prometheus reads. What can be asked for is asked for when it is read. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { addReadingGauges, type Readings } from './reading-gauges.ts'
import type { ServiceReadings } from './readings.ts'

export interface MetricsOptions {
  /** Adds memory, processor time, event loop and the like of this process. Default: no. */
  readonly withProcess?: boolean
}

interface Request {
  readonly service: string
  readonly operation: string
  /** `ok`, the reason of a refusal, or `fault`. */
  readonly outcome: string
}

/** Precise enough to see a stall, seldom enough to cost nothing at rest. */
const EVENT_LOOP_PRECISION_MS = 50
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export class Metrics {
  readonly registry = new Registry()
  private readonly services = new Map<string, () => Promise<ServiceReadings>>()
  private reading: Promise<Readings> | null = null
  private readonly appends: Counter
  private readonly requests: Histogram

  constructor({ withProcess = false }: MetricsOptions = {}) {
    const registers = [this.registry]
    if (withProcess) collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION_MS })
    this.appends = new Counter({
      name: 'arena_events_appended_total',
      help: 'Events that this process has committed to the log of a service.',
      labelNames: ['service'],
      registers,
    })
    this.requests = new Histogram({
      name: 'arena_request_seconds',
      help: 'How long a service took to answer an operation; outcome is ok, the reason of a refusal, or fault.',
      labelNames: ['service', 'operation', 'outcome'],
      buckets: REQUEST_SECONDS,
      registers,
    })
    addReadingGauges(this.registry, () => this.read())
  }

  /** Asks for its readings at each scrape, until the returned function is called. */
  follow(service: string, read: () => Promise<ServiceReadings>): () => void {
    this.services.set(service, read)
    return () => this.services.delete(service)
  }

  /** A figure of a service’s own: one a process, however often it is asked for. */
  gauge(name: string, help: string): { set(value: number): void } {
    const known = this.registry.getSingleMetric(name)
    return known instanceof Gauge ? known : new Gauge({ name, help, registers: [this.registry] })
  }

  countAppended(service: string, events: number): void {
    this.appends.inc({ service }, events)
  }

  countRequest(request: Request, seconds: number): void {
    this.requests.observe({ ...request }, seconds)
  }

  /** All gauges of one scrape share one reading. */
  private read(): Promise<Readings> {
    this.reading ??= this.readAll().finally(() => (this.reading = null))
    return this.reading
  }

  private async readAll(): Promise<Readings> {
    const services = [...this.services]
    const settled = await Promise.allSettled(services.map(([, read]) => read()))
    return new Map(
      services.map(([service], index) => {
        const result = settled[index]
        return [service, result?.status === 'fulfilled' ? result.value : null]
      }),
    )
  }
}
