// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";

/// @title Every function of the deployed contract, so that no test needs its source
interface IWholeInboxRegistry is IInboxRegistry, IERC5267 {
    function multicall(bytes[] calldata data) external returns (bytes[] memory results);
}
