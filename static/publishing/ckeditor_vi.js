/* Completes and mends CKEditor's Vietnamese, for the plugins that publishing.editor leaves in. Comes after ckeditor.js
   and ckeditor/lang/vi.js, so that the words are there before the first editor is made: its title is read before any
   event tells of the language. */
"use strict";
{
  const words = {
    application: "Bộ soạn thảo",
    editor: "Bộ soạn thảo",
    editorPanel: "Bảng của bộ soạn thảo",
    common: {
      editorHelp: "Nhấn Alt+0 để xem trợ giúp",
      url: "Địa chỉ",
      notSet: "<chưa đặt>",
      longDescr: "Địa chỉ của bản mô tả dài",
      cssClass: "Lớp CSS",
      advisoryTitle: "Lời chú khi rê chuột",
      cssStyle: "Kiểu",
      cancel: "Hủy",
      generalTab: "Chung",
      advancedTab: "Nâng cao",
      confirmNewPage: "Những thay đổi chưa lưu sẽ mất. Bạn có chắc muốn mở trang mới?",
      confirmCancel: "Bạn đã thay đổi một vài tùy chọn. Bạn có chắc muốn đóng hộp thoại?",
      target: "Mở ở",
      targetNew: "Cửa sổ mới (_blank)",
      targetSelf: "Cửa sổ này (_self)",
      align: "Căn lề",
      justify: "Căn đều hai bên",
      alignLeft: "Căn trái",
      alignRight: "Căn phải",
      alignCenter: "Căn giữa",
      center: "Căn giữa", // the button's name, too
      invalidHeight: "Chiều cao phải là một số.",
      invalidWidth: "Chiều rộng phải là một số.",
      keyboard: { 8: "Phím xóa lùi", 32: "Phím cách", 46: "Phím Delete" },
    },
    notification: { closed: "Đã đóng thông báo." },
    toolbar: {
      toolbarExpand: "Mở rộng thanh công cụ",
      toolbarGroups: { clipboard: "Bộ nhớ tạm và hoàn tác", forms: "Biểu mẫu", basicstyles: "Kiểu chữ", tools: "Công cụ" },
    },
    blockquote: { toolbar: "Trích dẫn" },
    clipboard: {
      copyError: "Trình duyệt không cho phép nút này sao chép. Hãy dùng bàn phím (Ctrl/Cmd+C).",
      cutError: "Trình duyệt không cho phép nút này cắt. Hãy dùng bàn phím (Ctrl/Cmd+X).",
      pasteNotification: "Nhấn %1 để dán. Trình duyệt không cho phép dán bằng nút hay trình đơn.",
      pasteMsg: "Hãy dán nội dung vào vùng dưới đây rồi bấm Đồng ý.",
      fileFormatNotSupportedNotification: "Không nhận tệp dạng ${formats}.",
      fileWithoutFormatNotSupportedNotification: "Không nhận tệp dạng này.",
    },
    contextmenu: { options: "Trình đơn ngữ cảnh" },
    fakeobjects: { iframe: "Khung nhúng" },
    filetools: {
      loadError: "Có lỗi khi đọc tệp.",
      networkError: "Có lỗi đường truyền khi tải tệp lên.",
      httpError404: "Không tải được tệp lên (lỗi 404: không có địa chỉ nhận).",
      httpError403: "Không tải được tệp lên (lỗi 403: không được phép).",
      httpError: "Không tải được tệp lên (mã lỗi %1).",
      noUrlError: "Chưa có địa chỉ để tải tệp lên.",
      responseError: "Máy chủ trả lời không đúng.",
    },
    find: {
      find: "Tìm",
      findOptions: "Tùy chọn tìm kiếm",
      findWhat: "Tìm:",
      matchCyclic: "Tìm vòng lại từ đầu",
      matchWord: "Chỉ tìm nguyên từ",
      replaceSuccessMsg: "Đã thay thế %1 chỗ.",
      title: "Tìm và thay thế",
    },
    format: {
      panelTitle: "Định dạng đoạn",
      tag_address: "Địa chỉ",
      tag_div: "Khối (DIV)",
      tag_h1: "Tiêu đề 1",
      tag_h2: "Tiêu đề 2",
      tag_h3: "Tiêu đề 3",
      tag_h4: "Tiêu đề 4",
      tag_h5: "Tiêu đề 5",
      tag_h6: "Tiêu đề 6",
      tag_p: "Đoạn văn",
      tag_pre: "Giữ nguyên dòng",
    },
    indent: { indent: "Tăng thụt lề", outdent: "Giảm thụt lề" },
    link: {
      advanced: "Nâng cao",
      advisoryTitle: "Lời chú khi rê chuột",
      advisoryContentType: "Loại nội dung của đích",
      cssClasses: "Lớp CSS",
      download: "Tải về thay vì mở",
      displayText: "Chữ hiển thị",
      emailAddress: "Địa chỉ email",
      emailBody: "Nội dung thư",
      emailSubject: "Tiêu đề thư",
      menu: "Sửa liên kết",
      noAnchors: "(Bài chưa có điểm neo nào)",
      noEmail: "Hãy nhập địa chỉ email",
      noTel: "Hãy nhập số điện thoại",
      noUrl: "Hãy nhập địa chỉ liên kết",
      phoneNumber: "Số điện thoại",
      popupFeatures: "Đặc điểm của cửa sổ bật lên",
      popupMenuBar: "Thanh trình đơn",
      tabIndex: "Thứ tự phím Tab",
      target: "Mở ở",
      targetFrameName: "Tên khung",
      targetPopup: "<cửa sổ bật lên>",
      targetPopupName: "Tên cửa sổ bật lên",
      toAnchor: "Điểm neo trong bài",
      toEmail: "Email",
      toPhone: "Điện thoại",
      toUrl: "Địa chỉ web",
      toolbar: "Chèn hoặc sửa liên kết",
      type: "Loại liên kết",
      unlink: "Bỏ liên kết",
      anchor: { toolbar: "Điểm neo", menu: "Sửa điểm neo", errorWhitespace: "Tên điểm neo không được có dấu cách" },
    },
    list: { bulletedlist: "Danh sách dấu đầu dòng", numberedlist: "Danh sách đánh số" },
    maximize: { maximize: "Mở toàn màn hình", minimize: "Thu nhỏ lại" },
    pastetext: {
      button: "Dán chỉ lấy chữ",
      title: "Dán chỉ lấy chữ",
      pasteNotification: "Nhấn %1 để dán. Trình duyệt không cho phép dán bằng nút hay trình đơn.",
    },
    pastefromword: {
      confirmCleanup: "Nội dung có vẻ được sao chép từ Word. Bạn có muốn làm sạch trước khi dán?",
      error: "Không làm sạch được nội dung vừa dán do lỗi bên trong",
      title: "Dán từ Word",
      toolbar: "Dán từ Word",
    },
    removeformat: { toolbar: "Xóa định dạng" },
    showblocks: { toolbar: "Hiện các khối" },
    specialchar: { options: "Ký tự đặc biệt", title: "Chọn ký tự đặc biệt" },
    stylescombo: { panelTitle: "Các kiểu", panelTitle2: "Kiểu chữ trong dòng" },
    table: {
      caption: "Tên bảng",
      cellPad: "Khoảng cách từ viền ô đến chữ",
      headers: "Ô tiêu đề",
      heightUnit: "đơn vị chiều cao",
      widthPc: "phần trăm (%)",
      widthPx: "điểm ảnh (px)",
      widthUnit: "đơn vị chiều rộng",
      summary: "Tóm tắt",
      cell: {
        insertBefore: "Chèn ô phía trước",
        insertAfter: "Chèn ô phía sau",
        deleteCell: "Xóa ô",
        merge: "Gộp ô",
        mergeRight: "Gộp với ô bên phải",
        mergeDown: "Gộp với ô bên dưới",
        splitHorizontal: "Tách ô theo chiều ngang",
        splitVertical: "Tách ô theo chiều dọc",
        cellType: "Loại ô",
        rowSpan: "Số hàng gộp",
        colSpan: "Số cột gộp",
        wordWrap: "Tự xuống dòng",
        hAlign: "Căn ngang",
        vAlign: "Căn dọc",
        header: "Tiêu đề",
        columnHeader: "Tiêu đề cột",
        rowHeader: "Tiêu đề hàng",
      },
      column: { deleteColumn: "Xóa cột" },
      row: { deleteRow: "Xóa hàng" },
    },
    undo: { undo: "Hoàn tác", redo: "Làm lại" },
    uploadwidget: {
      abort: "Bạn đã dừng việc tải lên.",
      doneOne: "Đã tải tệp lên.",
      doneMany: "Đã tải lên %1 tệp.",
      uploadOne: "Đang tải tệp lên ({percentage}%)...",
      uploadMany: "Đang tải tệp lên, xong {current} trong {max} ({percentage}%)...",
    },
    widget: { label: "Khối %1" },
  };

  // Dialogs that fetch their words when they are opened
  const dialogWords = {
    a11yhelp: {
      contents: "Nội dung trợ giúp. Nhấn Esc để đóng hộp thoại.",
      legend: {
        0: {
          items: {
            1: {
              name: "Hộp thoại",
              legend:
                "Trong hộp thoại, nhấn Tab để đến mục kế tiếp, Shift+Tab để về mục trước, Enter để đồng ý, Esc để hủy. " +
                "Nếu hộp thoại có nhiều thẻ, nhấn Alt+F10 hoặc Tab để đến hàng thẻ rồi dùng mũi tên phải, trái để chọn thẻ.",
            },
            2: { name: "Trình đơn ngữ cảnh" },
            3: { name: "Danh sách chọn" },
          },
        },
        1: {
          items: {
            0: { name: "Hoàn tác" },
            1: { name: "Làm lại" },
            6: { name: "Thu gọn thanh công cụ", legend: "Nhấn ${toolbarCollapse}" },
            7: {
              name: "Đến khoảng trống phía trước",
              legend: "Nhấn ${accessPreviousSpace} để đặt con trỏ vào chỗ khó tới ngay phía trước, ví dụ giữa hai đường kẻ ngang.",
            },
            8: {
              name: "Đến khoảng trống phía sau",
              legend: "Nhấn ${accessNextSpace} để đặt con trỏ vào chỗ khó tới ngay phía sau, ví dụ giữa hai đường kẻ ngang.",
            },
            9: { name: "Trợ giúp" },
            10: {
              name: "Dán chỉ lấy chữ",
              legend: "Nhấn ${pastetext}",
              legendEdge: "Nhấn ${pastetext}, sau đó nhấn ${paste}",
            },
          },
        },
      },
      leftArrow: "Mũi tên trái",
      upArrow: "Mũi tên lên",
      rightArrow: "Mũi tên phải",
      downArrow: "Mũi tên xuống",
      insert: "Phím Insert",
      selectKey: "Phím Select",
      decimalPoint: "Dấu thập phân",
      equalSign: "Dấu bằng",
      openBracket: "Dấu mở ngoặc vuông",
      closeBracket: "Dấu đóng ngoặc vuông",
      singleQuote: "Dấu nháy đơn",
    },
    specialchar: {
      ndash: "Gạch ngang ngắn",
      mdash: "Gạch ngang dài",
      iexcl: "Dấu chấm than ngược",
      iquest: "Dấu chấm hỏi ngược",
      cent: "Ký hiệu xu",
      pound: "Ký hiệu bảng Anh",
      brvbar: "Gạch đứng đứt quãng",
      sect: "Ký hiệu điều, mục",
      not: "Dấu phủ định",
      reg: "Ký hiệu đã đăng ký",
      deg: "Dấu độ",
      sup1: "Số mũ một",
      sup2: "Số mũ hai",
      sup3: "Số mũ ba",
      laquo: "Dấu ngoặc kép góc trái",
      raquo: "Dấu ngoặc kép góc phải",
      frac14: "Một phần tư",
      frac12: "Một phần hai",
      frac34: "Ba phần tư",
      hellip: "Dấu chấm lửng",
      bull: "Dấu chấm tròn đầu dòng",
      hArr: "Mũi tên đôi hai chiều",
      Oslash: "Chữ O hoa có gạch chéo",
      oslash: "Chữ o thường có gạch chéo",
    },
  };

  const complete = (entries, additions) => {
    for (const [key, value] of Object.entries(additions)) {
      if (typeof value === "object" && entries[key]) {
        complete(entries[key], value);
      } else {
        entries[key] = value;
      }
    }
    return entries;
  };

  complete(CKEDITOR.lang.vi, words);

  const setLang = CKEDITOR.plugins.setLang;
  CKEDITOR.plugins.setLang = function (plugin, code, entries) {
    const additions = code === "vi" ? dialogWords[plugin] : undefined;
    setLang.call(this, plugin, code, additions ? complete(entries, additions) : entries);
  };
}
