// What a person reads after an import or a submission: what was understood, what was refused, and why.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "vungphu/service/request.hpp"

#include "command.hpp"

namespace vungphu::app {

/// For a person's eyes; bytes that are no UTF-8 (of a file's name) are shown as replacement characters.
std::string pretty(const nlohmann::ordered_json& json);
/// The most severe first, those of one code together: the first `in_full` as sentences, of the next up to
/// kMostFindings the rows, of the rest the number. What is found in the file as a whole is said in full.
inline constexpr std::size_t kMostFindings = 20, kInFull = 5;
void say_findings(Lang lang, const std::vector<Finding>& findings, std::size_t in_full = kInFull);
nlohmann::ordered_json json_of(const std::vector<Finding>& findings, Lang lang);
/// Findings that name operators as people do.
std::vector<Finding> with_names(std::vector<Finding> findings, const std::vector<Operator>& operators);
/// The sentence of an error about figures, in the catalogue's words for kinds and technologies.
std::string sentence_of(Lang lang, const Error& error);
/// After a change that is kept: that layers.gpkg could not be written anew, where it could not.
void remark_layers(const Context& context, const std::optional<Error>& problem);
/// Error usage.format unless --format is table or json; asked before anything is done.
Status check_report_format(const Context& context);
Result<int> print_import(const Context& context, const service::ImportReport& report);
Result<int> print_submit(const Context& context, const service::SubmitReport& report);
/// `submissions show`: all that is recorded, and the findings. `op`: the operator's name.
Result<int> print_submission(const Context& context, const Submission& submission, const std::string& op,
                             const std::vector<Finding>& findings);

}  // namespace vungphu::app
