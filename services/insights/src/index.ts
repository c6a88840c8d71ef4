/** Insights: read models across services. */
export { InsightsModule, insightsService } from './insights.module.ts'
