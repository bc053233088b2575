// Findings as sentences, and a file as it came with what was found in each of its rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/model/finding.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// Arguments in the catalogue's words for kinds, technologies, operators and bases.
Args in_words(Args args, Lang lang);
std::string sentence(const Finding& finding, Lang lang);
std::string remedy(const Finding& finding, Lang lang);

/// Bytes that are kept, how they were read, and what was found.
struct FoundIn {
  std::string sha256, format, member, file_name, layer, crs;
  std::vector<Finding> findings;
};
/// Errors service.submission_unknown, service.list_unknown, service.no_file (a list that no file made).
Result<FoundIn> found_in_submission(const store::Store& store, std::int64_t id);
Result<FoundIn> found_in_list(const store::Store& store, std::int64_t id);

struct FindingsFile {
  std::int64_t rows = 0, marked = 0;  ///< all rows, and those with findings
  bool without_geometry = false;      ///< the layer has shapes that the format does not hold
};
/// Reads the kept bytes again and writes every row of the layer (`where` or not) in the file's order: all
/// fields as they came, then the row's number, severity, sentences and remedies. Columns that an earlier file
/// of findings added are replaced. Format and errors: formats::write_copy.
Result<FindingsFile> write_findings(const store::Store& store, const FoundIn& found,
                                    const std::string& format, const std::string& path, Lang lang,
                                    const Task& task = {});

}  // namespace vungphu::service
