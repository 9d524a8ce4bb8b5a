<?php
// PHP's own server asks this which file answers: the file itself, a folder's index, else WordPress.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (strpos($path, '..') === false && is_file($root . $path)) {
    return false;
}
$index = rtrim($path, '/') . '/index.php';
if ($path === '/' || !is_file($root . $index)) {
    $index = '/index.php';
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $index;
$_SERVER['SCRIPT_FILENAME'] = $root . $index;
chdir(dirname($root . $index));
require $root . $index;
