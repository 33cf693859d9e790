/** Every type of resource in the templates: what AWS counts for it, or why it costs nothing by itself. */
import type { Item } from "./prices.ts";

export const resourceTypes: Record<string, Item[] | string> = {
  "AWS::ApiGatewayV2::Api": ["apiRequests"],
  "AWS::ApiGatewayV2::Authorizer": "Checks tokens within the price of a request.",
  "AWS::ApiGatewayV2::Integration": "A setting of the API.",
  "AWS::ApiGatewayV2::Route": "A setting of the API.",
  "AWS::ApiGatewayV2::Stage": "A setting of the API; its access log is counted with the logs.",
  "AWS::CloudFront::Distribution": ["edgeRequests", "edgeGb"],
  "AWS::CloudFront::Function": ["edgeFunctionRuns"],
  "AWS::CloudFront::OriginAccessControl": "A setting of the distribution.",
  "AWS::CloudFront::ResponseHeadersPolicy": "A setting of the distribution.",
  "AWS::CloudWatch::Alarm": ["alarms", "metrics"],
  "AWS::CloudWatch::Dashboard": ["dashboards", "metrics"],
  "AWS::Cognito::ManagedLoginBranding": "Comes with the plan of the user pool.",
  "AWS::Cognito::UserPool": ["activeUsers"],
  "AWS::Cognito::UserPoolClient": "A setting of the user pool; only clients without users are charged.",
  "AWS::Cognito::UserPoolDomain": "A name within Cognito's own domain is free.",
  "AWS::DynamoDB::GlobalTable": ["writeUnits", "readUnits", "tableGbMonths", "backupGbMonths"],
  "AWS::Events::Rule": "Events of AWS services on the default bus are free.",
  "AWS::IAM::Policy": "IAM is free.",
  "AWS::IAM::Role": "IAM is free.",
  "AWS::Lambda::EventInvokeConfig": "A setting of a function.",
  "AWS::Lambda::Function": ["lambdaRequests", "lambdaGbSeconds", "traces"],
  "AWS::Lambda::Permission": "A setting of a function.",
  "AWS::Logs::LogGroup": ["logGb", "logGbMonths"],
  "AWS::Route53::RecordSet": "An entry in a zone that the agency has already; alias queries are free.",
  "AWS::S3::Bucket": ["fileGbMonths", "filePuts", "fileGets", "dataOutGb"],
  "AWS::S3::BucketPolicy": "A setting of a bucket.",
  "AWS::SES::ConfigurationSet": "A setting of sending.",
  "AWS::SES::ConfigurationSetEventDestination": "Events of AWS services on the default bus are free.",
  "AWS::SES::EmailIdentity": ["mails", "mailGb"],
  "AWS::SNS::Subscription": "Charged by the mail, see the topic.",
  "AWS::SNS::Topic": ["alarmMails"],
  "AWS::SNS::TopicPolicy": "A setting of a topic.",
  "AWS::SQS::Queue": ["queueRequests"],
  "AWS::SQS::QueuePolicy": "A setting of a queue.",
  "AWS::Scheduler::Schedule": ["scheduledCalls"],
  "AWS::SecretsManager::Secret": ["secrets"],
  "AWS::StepFunctions::StateMachine": ["stateTransitions", "traces"],
  "AWS::StepFunctions::StateMachineAlias": "A name of a version.",
  "AWS::StepFunctions::StateMachineVersion": "Versions are kept free of charge.",
};

/** Types that nobody has said the price of. */
export function unpricedTypes(types: Iterable<string>): string[] {
  return [...new Set(types)].filter((type) => !(type in resourceTypes)).sort();
}
