package system.log.mask_test

test_keeps_what_names_the_stack_of_a_report if {
	mask := data.system.log.mask with input as {"path": "stackgrade/report", "input": {
		"path": "stack.yaml",
		"name": "stack",
		"profile": {"name": "test"},
		"resources": {"Db": {}},
		"parameters": {},
		"x/y~z": 1,
	}}
	{operation.path | some operation in mask} == {"/input/resources", "/input/parameters", "/input/x~1y~0z"}
	{operation.op | some operation in mask} == {"remove"}
}

test_removes_an_input_that_is_no_document if {
	mask := data.system.log.mask with input as {"path": "stackgrade/gate", "input": ["secret"]}
	mask == {{"op": "remove", "path": "/input"}}
}

test_removes_the_answer_to_any_other_question if {
	every event in [
		{"path": "", "input": {}},
		{"path": "/stackgrade", "input": {}},
		{"path": "stackgrade/lib/resources", "input": {}},
		{"path": "system/log/mask", "input": {}},
		{"query": "x := data.stackgrade.rules", "input": {}},
	] {
		mask := data.system.log.mask with input as event
		mask == {{"op": "remove", "path": "/result"}}
	}
}

test_leaves_other_policies_alone if {
	every path in ["other/allow", "stackgraded/report"] {
		mask := data.system.log.mask with input as {"path": path, "input": {"resources": {}}}
		mask == set()
	}
}
