"""What a stack sees of the others that it hangs together with."""

from __future__ import annotations

import textwrap
from pathlib import Path

from adapters import cloudformation
from adapters.linking import SEPARATOR
from adapters.model import Document, Options
from stackgrade import profiles
from stackgrade.engines.embedded import Embedded

ROOT = """
Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: network.yaml
  Data:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: data.yaml
      Parameters:
        Subnets: !Join [",", [!GetAtt Network.Outputs.SubnetA, !GetAtt Network.Outputs.SubnetB]]
        Vpc: !GetAtt Network.Outputs.Vpc
"""
NETWORK = """
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  Routes:
    Type: AWS::EC2::RouteTable
    Properties: {VpcId: !Ref Vpc}
  Route:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
  RoutesA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref SubnetA, RouteTableId: !Ref Routes}
  Unrelated:
    Type: AWS::SNS::Topic
Outputs:
  Vpc:
    Value: !Ref Vpc
  SubnetA:
    Value: !Ref SubnetA
  SubnetB:
    Value: !Ref SubnetB
"""
DATA = """
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::RDS::DBSubnetGroup
    Properties:
      DBSubnetGroupDescription: the database
      SubnetIds: !Ref Subnets
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      DBSubnetGroupName: !Ref Group
  Firewall:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: !Sub database in ${Vpc}
      VpcId: !Ref Vpc
"""


def documents(folder: Path) -> dict[str, Document]:
    for name, text in {"root.yaml": ROOT, "network.yaml": NETWORK, "data.yaml": DATA}.items():
        (folder / name).write_text(textwrap.dedent(text))
    found = cloudformation.load(str(folder / "root.yaml"), Options())
    return {document.data["name"]: document for document in found}


def test_parameters_of_nested_stacks_refer_to_resources_of_others(tmp_path: Path) -> None:
    data = documents(tmp_path)["root.Data"].data
    assert data["resources"]["Firewall"]["properties"] == {
        "GroupDescription": "database in ${root.Network::Vpc}",
        "VpcId": {"$ref": "root.Network::Vpc", "attribute": "Ref"},
    }


def test_a_document_has_what_it_hangs_together_with(tmp_path: Path) -> None:
    found = documents(tmp_path)
    foreign = found["root.Data"].data["foreign"]
    assert {address.partition(SEPARATOR)[2] for address in foreign["resources"]} >= {
        "Vpc",
        "SubnetA",
        "Route",
    }
    assert "root.Network::Unrelated" not in foreign["resources"]
    assert foreign["resources"]["root.Network::SubnetA"]["properties"]["VpcId"] == {
        "$ref": "root.Network::Vpc", "attribute": "Ref",
    }  # fmt: skip
    network = found["root.Network"].data
    assert network["foreign"]["resources"]["root.Data::Group"]["properties"]["SubnetIds"] == [
        {"$ref": "SubnetA", "attribute": "Ref"},
        {"$ref": "SubnetB", "attribute": "Ref"},
    ]


def test_rules_see_through(tmp_path: Path) -> None:
    document = documents(tmp_path)["root.Data"]
    profile = profiles.built_in("production").data()
    verdicts = Embedded().evaluate({**document.data, "profile": profile})
    assert {verdict.address for verdict in verdicts} <= {"", "Group", "Db", "Firewall"}
    (private,) = [verdict for verdict in verdicts if verdict.rule_id == "FC_RDS_031"]
    assert (private.status, private.address, private.attribute) == ("fail", "Group", "SubnetIds[0]")
