// One function a command; the table that gives them their names and options is in commands.cpp.
#pragma once

#include <array>

#include "vungphu/assess/gaps.hpp"

#include "command.hpp"

namespace vungphu::app {

Result<int> init(const Context& context);
Result<int> places_import(const Context& context);
Result<int> places_close(const Context& context);
Result<int> places_locate(const Context& context);
Result<int> territories_map(const Context& context);
Result<int> territories_changes(const Context& context);
Result<int> groups(const Context& context);
Result<int> groups_import(const Context& context);
Result<int> lists(const Context& context);
Result<int> lists_show(const Context& context);
Result<int> lists_findings(const Context& context);
Result<int> hamlets_events(const Context& context);
Result<int> hamlets_history(const Context& context);
Result<int> operators(const Context& context);
Result<int> operators_add(const Context& context);
Result<int> profiles(const Context& context);
Result<int> profiles_add(const Context& context);
Result<int> inspect(const Context& context);
Result<int> submit(const Context& context);
Result<int> submissions(const Context& context);
Result<int> submissions_show(const Context& context);
Result<int> submissions_findings(const Context& context);
Result<int> submissions_withdraw(const Context& context);
Result<int> submissions_replay(const Context& context);
Result<int> reported_import(const Context& context);
Result<int> assess(const Context& context);
Result<int> assessments(const Context& context);
Result<int> assessments_findings(const Context& context);
Result<int> coverage(const Context& context);
Result<int> scorecard(const Context& context);
Result<int> gaps(const Context& context);
Result<int> sites(const Context& context);
Result<int> compare(const Context& context);
Result<int> explain(const Context& context);
Result<int> export_layer(const Context& context);
Result<int> backup(const Context& context);
Result<int> restore(const Context& context);
Result<int> check(const Context& context);
Result<int> doctor(const Context& context);
Result<int> demo(const Context& context);

/// The options of `gaps`, also of `export gaps`.
Result<assess::GapQuery> gap_query(const Arguments& given);

}  // namespace vungphu::app
