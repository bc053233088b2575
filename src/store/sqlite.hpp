// SQLite behind three small types. Its result codes become Errors here and nowhere else.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <sqlite3.h>

#include "vungphu/base/result.hpp"

namespace vungphu::store {

class Database;

/// A prepared statement. Bind from the left, then `run` it, or `next` through its rows. A fault while binding
/// is kept and told by the next step, so that bindings need no checks of their own.
class Statement {
 public:
  void bind(int parameter, std::int64_t value);
  void bind(int parameter, double value);
  void bind(int parameter, std::string_view text);
  void bind_blob(int parameter, std::string_view bytes);
  /// Without a copy: the bytes must stay until the statement has run.
  void bind_lasting_blob(int parameter, std::string_view bytes);
  void bind_null(int parameter);
  /// Integers, doubles and texts for parameters 1, 2, 3 …
  template <class... Values>
  Statement& with(const Values&... values) {
    int parameter = 0;
    (bind(++parameter, values), ...);
    return *this;
  }

  /// True when a row stands ready, false after the last one.
  Result<bool> next();
  /// To the end, then ready to be bound anew.
  Status run();
  /// Ready to be bound anew, before the last row.
  void reset() { sqlite3_reset(handle_.get()); }

  /// A column by one call; what it is and holds is then asked of the value. Its own until the next step.
  sqlite3_value* value(int column) const { return sqlite3_column_value(handle_.get(), column); }

  int columns() const { return sqlite3_column_count(handle_.get()); }
  int type(int column) const { return sqlite3_column_type(handle_.get(), column); }
  bool is_null(int column) const { return type(column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  double real(int column) const { return sqlite3_column_double(handle_.get(), column); }
  /// Bytes of a text or blob; theirs until the next step.
  std::string_view view(int column) const;
  std::string text(int column) const { return std::string(view(column)); }

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Statement(sqlite3_stmt* handle, const Database* database) : handle_(handle), database_(database) {}
  void note(int code) {
    if (bind_fault_ == SQLITE_OK) bind_fault_ = code;
  }

  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  const Database* database_;
  int bind_fault_ = SQLITE_OK;
};

/// One connection. It stays where it is (statements point to it), so it lives behind a unique_ptr.
class Database {
 public:
  /// `flags` are SQLITE_OPEN_…; `immutable` reads a file that nobody can be changing without a lock.
  static Result<std::unique_ptr<Database>> open(const std::string& path, int flags, bool immutable = false);

  Result<Statement> prepare(std::string_view sql) const;
  /// One or more statements without rows.
  Status execute(const std::string& sql) const;
  /// The first column of the first row; 0 where there is none.
  template <class... Values>
  Result<std::int64_t> number(std::string_view sql, const Values&... values) const {
    VP_TRY(Statement statement, prepare(sql));
    VP_TRY(const bool row, statement.with(values...).next());
    return row ? statement.integer(0) : 0;
  }
  template <class... Values>
  Status run(std::string_view sql, const Values&... values) const {
    VP_TRY(Statement statement, prepare(sql));
    return statement.with(values...).run();
  }

  std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
  /// The last fault of this connection in the program's words.
  Error error(int code) const;
  sqlite3* handle() const { return handle_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string path_;
};

/// All or nothing: rolled back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(const Database& database);
  Status commit();
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

 private:
  explicit Transaction(const Database* database) : database_(database) {}
  const Database* database_;
};

}  // namespace vungphu::store
