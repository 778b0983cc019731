// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IPostOffice} from "../../../contracts/interfaces/IPostOffice.sol";

/// @title PostOffice with what it has from OpenZeppelin
/// @dev Tests see contracts by their interfaces and deploy them as built, so that they compile apart from them.
interface IWholePostOffice is IPostOffice, IERC5267, IERC6909 {
    function multicall(bytes[] calldata data) external returns (bytes[] memory results);
}
