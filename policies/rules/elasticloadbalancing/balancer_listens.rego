# METADATA
# title: A load balancer has a listener
# description: >-
#   A load balancer without one takes no request and costs as much as one that does. The listener, and the target group
#   behind it, were forgotten, or a condition leaves them out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
# custom:
#   id: FC_ELB_072
#   severity: medium
#   category: availability
#   types: [AWS::ElasticLoadBalancingV2::LoadBalancer]
#   companions: [AWS::ElasticLoadBalancingV2::Listener.LoadBalancerArn]
#   failures: [E-alb_no_https]
#   remediation:
#     cloudformation: |
#       Listener:
#         Type: AWS::ElasticLoadBalancingV2::Listener
#         Properties:
#           LoadBalancerArn: !Ref LoadBalancer
#           Port: 443
#           Protocol: HTTPS
#           Certificates:
#             - CertificateArn: !Ref Certificate
#           DefaultActions:
#             - Type: forward
#               TargetGroupArn: !Ref TargetGroup
#     terraform: |
#       resource "aws_lb_listener" "https" {
#         load_balancer_arn = aws_lb.web.arn
#         port              = 443
#         protocol          = "HTTPS"
#         certificate_arn   = aws_acm_certificate_validation.web.certificate_arn
#
#         default_action {
#           type             = "forward"
#           target_group_arn = aws_lb_target_group.web.arn
#         }
#       }
package stackgrade.rules.elasticloadbalancing.balancer_listens

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Who is told of the load balancer may add listeners to it.
subject[balancer.address] := balancer if {
	some balancer in resources.own("AWS::ElasticLoadBalancingV2::LoadBalancer")
	not outputs.hand_on(balancer)
	count(resources.referrers(balancer.address, "AWS::CloudFormation::Stack")) == 0
}

fail contains findings.missing(balancer, "no listener is for it") if {
	some balancer in subject
	count(resources.referrers(balancer.address, "AWS::ElasticLoadBalancingV2::Listener")) == 0
}
