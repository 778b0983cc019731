// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title A token that takes allowances by signature (ERC-2612), and that anyone may mint
contract MockPermitToken is ERC20Permit {
    constructor() ERC20("Permit", "PERMIT") ERC20Permit("Permit") {}

    /// @param amount In the token's smallest unit.
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
