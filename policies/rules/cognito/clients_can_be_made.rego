# METADATA
# title: A user pool and its clients have settings that Cognito takes
# description: >-
#   A client that signs in for itself has a secret and no flow for people; pages to return to use HTTPS, and the default
#   one is among them; users sign in with an alias or with an attribute in place of a name, not with both. Cognito
#   refuses anything else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
#   - https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
# custom:
#   id: FC_COGNITO_050
#   severity: critical
#   category: operations
#   types: [AWS::Cognito::UserPool, AWS::Cognito::UserPoolClient]
#   attributes:
#     - AllowedOAuthFlows
#     - AllowedOAuthFlows[]
#     - CallbackURLs
#     - CallbackURLs[]
#     - DefaultRedirectURI
#     - GenerateSecret
#   presence: [AliasAttributes, UsernameAttributes]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       AllowedOAuthFlowsUserPoolClient: true
#       AllowedOAuthFlows: [client_credentials]
#       GenerateSecret: true
#     terraform: |
#       allowed_oauth_flows_user_pool_client = true
#       allowed_oauth_flows                  = ["client_credentials"]
#       generate_secret                      = true
package stackgrade.rules.cognito.clients_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(client, "AllowedOAuthFlows", "`client_credentials` goes with no other flow") if {
	some client in _clients
	flows := client.properties.AllowedOAuthFlows
	"client_credentials" in flows
	count(flows) > 1
}

fail contains findings.at(client, "GenerateSecret", "a client that signs in for itself needs a secret") if {
	some client in _clients
	"client_credentials" in client.properties.AllowedOAuthFlows
	object.get(client.properties, "GenerateSecret", false) == false
}

fail contains findings.at(client, "DefaultRedirectURI", "the default is none of the pages to return to") if {
	some client in _clients
	default_page := client.properties.DefaultRedirectURI
	is_string(default_page)
	pages := object.get(client.properties, "CallbackURLs", [])
	is_array(pages)
	not default_page in pages
}

fail contains findings.at(client, ["CallbackURLs", i], "a page to return to needs HTTPS") if {
	some client in _clients
	some i, page in client.properties.CallbackURLs
	values.is_literal(page)
	startswith(page, "http://")
	not regex.match(`^http://(localhost|127[.]0[.]0[.]1|\[::1\])(:|/|$)`, page)
}

fail contains findings.at(pool, "UsernameAttributes", "these and `AliasAttributes` exclude each other") if {
	some pool in resources.own("AWS::Cognito::UserPool")
	every name in ["AliasAttributes", "UsernameAttributes"] {
		_is_given(pool.properties[name])
	}
}

_clients := resources.own("AWS::Cognito::UserPoolClient")

_is_given(list) if {
	is_array(list)
	count(list) > 0
}
