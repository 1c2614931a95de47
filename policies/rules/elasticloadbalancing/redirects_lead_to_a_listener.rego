# METADATA
# title: A redirect leads to a port that the load balancer listens on
# description: >-
#   Browsers follow the redirect and find nobody there. A listener for HTTPS that a condition leaves out, or that was
#   forgotten, takes the whole site away.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#redirect-actions
# custom:
#   id: FC_ELB_071
#   severity: high
#   category: availability
#   types: [AWS::ElasticLoadBalancingV2::LoadBalancer]
#   companions: [AWS::ElasticLoadBalancingV2::Listener.LoadBalancerArn, AWS::ElasticLoadBalancingV2::Listener.Port]
#   failures: [E-alb_no_https]
#   remediation:
#     cloudformation: |
#       HttpsListener: # where a condition may leave it out, the listener that redirects to it has !If with the same one
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
package stackgrade.rules.elasticloadbalancing.redirects_lead_to_a_listener

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# Who is told of the load balancer may add listeners to it.
subject[balancer.address] := balancer if {
	some balancer in resources.own("AWS::ElasticLoadBalancingV2::LoadBalancer")
	count(_redirected_to(balancer)) > 0
	not outputs.hand_on(balancer)
}

fail contains findings.missing(balancer, message) if {
	some balancer in subject
	some port in (_redirected_to(balancer) - _listened_on(balancer))
	message := concat("", ["a listener redirects to port ", format_int(port, 10), ", and no listener is there"])
}

_redirected_to(balancer) := {port |
	some listener in _listeners(balancer)
	some action in listener.properties.DefaultActions
	action.Type == "redirect"
	object.get(action.RedirectConfig, "Host", "#{host}") == "#{host}"
	port := values.number(action.RedirectConfig.Port)
}

_listened_on(balancer) := {values.number(listener.properties.Port) | some listener in _listeners(balancer)}

_listeners(balancer) := resources.referrers(balancer.address, "AWS::ElasticLoadBalancingV2::Listener")
