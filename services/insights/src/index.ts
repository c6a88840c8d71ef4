/** Insights: read models across services. */
export { InsightsModule, insightsService, insightsViews } from './insights.module.ts'
