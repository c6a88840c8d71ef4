/** The gauges that are read from the database when somebody asks for them. */
import { Gauge, type Registry } from 'prom-client'
import type { ReaderReading, ServiceReadings } from './readings.ts'

/** By service; null when it could not be read. */
export type Readings = ReadonlyMap<string, ServiceReadings | null>

interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

interface GaugeOptions {
  readonly name: string
  readonly help: string
  readonly labelNames: readonly string[]
  readonly samples: (readings: Readings) => readonly Sample[]
}

const ofServices =
  (value: (readings: ServiceReadings | null) => number | null) =>
  (readings: Readings): readonly Sample[] =>
    [...readings].flatMap(([service, read]) => sampleOf({ service }, value(read)))

const ofReaders =
  (value: (reader: ReaderReading) => number | null) =>
  (readings: Readings): readonly Sample[] =>
    [...readings].flatMap(([service, read]) =>
      (read?.readers ?? []).flatMap((reader) => sampleOf({ service, reader: reader.reader }, value(reader))),
    )

/** What is not known is not told. */
const sampleOf = (labels: Readonly<Record<string, string>>, value: number | null): readonly Sample[] =>
  value === null ? [] : [{ labels, value }]

const gauges: readonly GaugeOptions[] = [
  {
    name: 'arena_service_readable',
    help: 'Whether the figures of a service could be read; 0 when its database does not answer.',
    labelNames: ['service'],
    samples: ofServices((readings) => (readings === null ? 0 : 1)),
  },
  {
    name: 'arena_log_position',
    help: 'Position of the last event of the log of a service.',
    labelNames: ['service'],
    samples: ofServices((readings) => readings?.head ?? null),
  },
  {
    name: 'arena_lag_events',
    help: 'How many events a view, a reaction or the relay is behind its log.',
    labelNames: ['service', 'reader'],
    samples: ofReaders(({ lag }) => lag),
  },
  {
    name: 'arena_stuck',
    help: '1 when a view fails again and again: it stands still until that is mended.',
    labelNames: ['service', 'reader'],
    samples: ofReaders(({ isStuck }) => Number(isStuck)),
  },
  {
    name: 'arena_leading',
    help: '1 when it runs in this process, 0 when this one stands by.',
    labelNames: ['service', 'reader'],
    samples: ofReaders(({ isLed }) => Number(isLed)),
  },
  {
    name: 'arena_dead_letters',
    help: 'Events that a reaction has parked; see arena dead list.',
    labelNames: ['service', 'reader'],
    samples: ofReaders(({ deadLetters }) => deadLetters),
  },
]

export const addReadingGauges = (registry: Registry, read: () => Promise<Readings>): void => {
  for (const { name, help, labelNames, samples } of gauges) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect: async () => {
        const found = samples(await read())
        gauge.reset()
        for (const { labels, value } of found) gauge.set({ ...labels }, value)
      },
    })
  }
}
