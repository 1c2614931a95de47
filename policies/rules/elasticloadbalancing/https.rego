# METADATA
# title: A load balancer on the internet forwards only what came encrypted
# description: >-
#   What a listener takes by HTTP and forwards, passwords and sessions among it, crossed the internet in the clear,
#   for everyone on the way to read and to change.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
# custom:
#   id: FC_ELB_001
#   severity: high
#   category: encryption
#   types: [AWS::ElasticLoadBalancingV2::Listener]
#   attributes:
#     - Protocol
#     - "DefaultActions[].Type"
#     - AWS::ElasticLoadBalancingV2::LoadBalancer.Scheme
#   when: {environment: production}
#   failures: [E-alb_no_https]
#   also:
#     - ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK
#     - CKV_AWS_2
#     - HIPAA.Security-ALBHttpToHttpsRedirection
#     - NIST.800.53.R4-ALBHttpToHttpsRedirection
#     - NIST.800.53.R5-ALBHttpToHttpsRedirection
#     - PCI.DSS.321-ALBHttpToHttpsRedirection
#     - W56
#   remediation:
#     cloudformation: |
#       HttpListener:
#         Type: AWS::ElasticLoadBalancingV2::Listener
#         Properties:
#           LoadBalancerArn: !Ref LoadBalancer
#           Port: 80
#           Protocol: HTTP
#           DefaultActions:
#             - Type: redirect # the HTTPS listener, with the certificate, forwards
#               RedirectConfig: {Protocol: HTTPS, Port: "443", StatusCode: HTTP_301}
#     terraform: |
#       resource "aws_lb_listener" "http" {
#         load_balancer_arn = aws_lb.web.arn
#         port              = 80
#         protocol          = "HTTP"
#
#         default_action {
#           type = "redirect" # the HTTPS listener, with the certificate, forwards
#
#           redirect {
#             protocol    = "HTTPS"
#             port        = "443"
#             status_code = "HTTP_301"
#           }
#         }
#       }
package stackgrade.rules.elasticloadbalancing.https

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[listener.address] := listener if {
	some listener in resources.own("AWS::ElasticLoadBalancingV2::Listener")
	balancer := resources.target(listener.properties.LoadBalancerArn)
	object.get(balancer.properties, "Type", "application") == "application"
	object.get(balancer.properties, "Scheme", "internet-facing") != "internal"
	not _is_behind_a_distribution(balancer)
}

fail contains findings.at(listener, ["DefaultActions", i, "Type"], "it forwards what came in the clear") if {
	some listener in subject
	object.get(listener.properties, "Protocol", "HTTP") == "HTTP" # as Terraform's provider has it
	some i, action in listener.properties.DefaultActions
	action.Type == "forward"
}

# CloudFront speaks to the viewers, and may be the only one that is let in.
_is_behind_a_distribution(balancer) if count(resources.referrers(balancer.address, "AWS::CloudFront::Distribution")) > 0
