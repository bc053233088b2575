// The only code that opens foreign bytes, in a worker process of this same program (docs/adr/0003, 0014 and
// 0016).
//
// A worker is started by posix_spawn with a cleared environment, gets the bytes as an open file and requests
// on standard input, writes frames to a pipe and exits. It registers one GDAL driver and works under
// rlimits. A worker that dies, hangs, or lies costs its own file an Error and nothing else: frames are read
// with bounds checks.
//
//   VP_TRY(Packed packed, reader::pack("data/phuphu.shp", "/tmp/x"));
//   Source source{packed.path, packed.format};
//   VP_TRY(File file, reader::File::open(source));
//   VP_TRY(ReadCounts counts, file.read({.layer = file.info().layers[0].name}, on_layer, on_row, task));
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/model/raw.hpp"

namespace vungphu::reader {

/// First argument that makes the program a worker; main() hands over to worker_main() when it sees it.
inline constexpr std::string_view kWorkerArgument = "--reader-worker";
int worker_main();
/// The program to start as a worker; default: the running one (/proc/self/exe).
void set_worker_program(std::string path);

/// Budgets of one file; an administrator may change them (limits.hpp).
struct Limits {
  std::uint64_t memory_bytes = 1536ull << 20;
  std::uint64_t cpu_seconds = 0;     ///< 0: 10 s and more with the size of the file
  std::uint64_t wall_seconds = 600;  ///< of waiting for the worker; the callbacks' own time does not count
  std::int64_t features = 5'000'000;
  std::int64_t vertices = 50'000'000;  ///< of the rows handed over
  std::size_t columns = 512;
  std::size_t layers = 64;
  // Of a zip, or what is one (.xlsx, .kmz):
  std::uint64_t archive_entries = 10'000;
  std::uint64_t archive_bytes = 2ull << 30;  ///< all of it inflated
  std::uint64_t archive_ratio = 200;         ///< inflated to packed; not asked below 10 MiB
};

/// Ids of the formats that are read, with what a person calls them.
std::vector<std::string> format_ids();

/// A file as one sequence of bytes: a data set of several files (Shapefile, TAB) becomes one deterministic
/// zip.
struct Packed {
  std::string path;        ///< the bytes to keep; `file` itself or a file made in `scratch`
  std::string format;      ///< found by extension and first bytes, which must agree
  std::string member;      ///< of an archive: the file that is read, as it is named there; else empty
  std::string file_name;   ///< as the person called it, without folder
  bool temporary = false;  ///< path is in `scratch` and may be removed
};
/// Errors: reader.file_missing, reader.file_empty, reader.unknown_format, reader.not_the_format (bytes of
/// another type than the name says), reader.excel_name (.xls and .xlsx mixed up), reader.encrypted,
/// reader.old_excel (before 97), reader.html_table, reader.part_missing (a Shapefile without .dbf …),
/// reader.word, reader.pdf, reader.dwg, reader.dgn, reader.access, reader.picture (what other tools have to
/// export first), reader.archive_* (an archive is screened by a worker and holds one data set, or `member`
/// names the main file of one), reader.member_unknown.
Result<Packed> pack(const std::string& file, const std::string& scratch, const std::string& member = {},
                    const Limits& limits = {});

struct Source {
  std::string path;         ///< of the kept bytes; never given to GDAL, only the open file is
  std::string format;       ///< of Packed
  std::string member = {};  ///< of Packed
  Limits limits = {};
};

struct ReadOptions {
  std::string layer;  ///< empty: the only one, else Error reader.layer_needed naming them
  /// Condition of OGR SQL on the columns, the same in every format: "Mã xã" LIKE '29%', hộ IS NULL, status IN
  /// ('a', 'b'). For tables, columns are those of the header and all text: CAST("hộ" AS float) > 30; an empty
  /// cell is NULL. `=` between texts does not regard case, LIKE does.
  std::string where;
};
struct ReadCounts {
  std::int64_t read = 0;      ///< rows handed over plus rows filtered
  std::int64_t filtered = 0;  ///< left out by `where`
};

/// A file that a worker has opened and described, and holds open until this goes: what it parsed to describe
/// it, it does not parse again to read it. Neither copied nor for two threads at a time.
class File {
 public:
  static Result<File> open(const Source& source, const Task& task = {});
  File(File&&) noexcept;
  File& operator=(File&&) noexcept;
  ~File();

  /// Layers, fields with samples, CRS and row counts. For tables the header row that was found. The only
  /// layer of a format that names none (CSV, GeoJSON without a name) is called "data".
  const FileInfo& info() const;

  /// Streams the rows of one layer: `on_layer` once, then `on_row` for each. An Error of a callback is handed
  /// on, and then, as after every Error, the file is not to be read from again. Rows come in the file's
  /// order. Not limited by memory: rows are not kept. What was handed over before an Error is void: a file is
  /// read whole or refused. Reports progress as "reading".
  Result<ReadCounts> read(const ReadOptions& options, const std::function<Status(const LayerInfo&)>& on_layer,
                          const std::function<Status(RawFeature&&)>& on_row, const Task& task = {});

 private:
  struct Impl;
  explicit File(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// File::open for who only looks, and for who reads at once.
Result<FileInfo> describe(const Source& source, const Task& task = {});
Result<ReadCounts> read(const Source& source, const ReadOptions& options,
                        const std::function<Status(const LayerInfo&)>& on_layer,
                        const std::function<Status(RawFeature&&)>& on_row, const Task& task = {});

}  // namespace vungphu::reader
