// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract DepositTest is PostOfficeTest {
    function test_RevertWhen_ToIsZero() public {
        expectInvalidReceiver(address(0));
        vm.prank(bob.addr);
        office.deposit{value: 5}(NATIVE, address(0), 5);

        expectInvalidReceiver(address(0));
        vm.prank(bob.addr);
        office.deposit(address(dollar), address(0), 5);
    }

    function test_RevertWhen_ToIsTheContract() public {
        expectInvalidReceiver(address(office));
        vm.prank(bob.addr);
        office.deposit{value: 5}(NATIVE, address(office), 5);

        expectInvalidReceiver(address(office));
        vm.prank(bob.addr);
        office.deposit(address(dollar), address(office), 5);
    }

    function test_RevertWhen_ToIsInvalidAndTheAmountZero() public {
        expectInvalidReceiver(address(0));
        office.deposit(NATIVE, address(0), 0);
        expectInvalidReceiver(address(office));
        office.deposit(address(dollar), address(office), 0);
    }

    function test_RevertWhen_ToIsInvalidAndTheValueTooLittle() public {
        expectInvalidReceiver(address(0));
        office.deposit(NATIVE, address(0), 5);
    }

    function test_RevertWhen_TheAmountIsTooLarge() public {
        uint256 max = type(uint192).max;
        uint256[3] memory amounts = [max + 1, max + 2, type(uint256).max];
        address[3] memory tokens = [NATIVE, address(dollar), makeAddr("no token")];
        for (uint256 i = 0; i < amounts.length; ++i) {
            for (uint256 j = 0; j < tokens.length; ++j) {
                vm.expectRevert(abi.encodeWithSelector(ILedger.DepositTooLarge.selector, tokens[j], amounts[i], max));
                vm.prank(bob.addr);
                office.deposit(tokens[j], carol.addr, amounts[i]);
            }
        }
    }

    function test_TakesTheLargestAmount() public {
        uint256 max = type(uint192).max;
        dollar.mint(bob.addr, max);
        vm.prank(bob.addr);
        office.deposit(address(dollar), carol.addr, max);
        assertBalance(carol.addr, address(dollar), max);

        vm.deal(address(this), max);
        office.deposit{value: max}(NATIVE, carol.addr, max);
        assertBalance(carol.addr, NATIVE, max);
    }

    function test_RevertWhen_NativeValueIsNotTheAmount() public {
        vm.expectRevert(abi.encodeWithSelector(ILedger.ValueMismatch.selector, 5, 4));
        vm.prank(bob.addr);
        office.deposit{value: 4}(NATIVE, carol.addr, 5);

        vm.expectRevert(abi.encodeWithSelector(ILedger.ValueMismatch.selector, 5, 6));
        vm.prank(bob.addr);
        office.deposit{value: 6}(NATIVE, carol.addr, 5);

        vm.expectRevert(abi.encodeWithSelector(ILedger.ValueMismatch.selector, 0, 1));
        vm.prank(bob.addr);
        office.deposit{value: 1}(NATIVE, carol.addr, 0);
    }

    function test_NativeZeroDoesNothing() public {
        watchLogs();
        office.deposit(NATIVE, carol.addr, 0);
        assertNoLogs();
        assertBalance(carol.addr, NATIVE, 0);
    }

    function test_NativeCreditsTo() public {
        vm.prank(bob.addr);
        office.deposit{value: 5}(NATIVE, carol.addr, 5);

        assertBalance(carol.addr, NATIVE, 5);
        assertBalance(bob.addr, NATIVE, 0);
        vm.assertEq(bob.addr.balance, PLENTY - 5);
        assertHeld(NATIVE, 5);
    }

    function test_NativeEmits() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, address(0), carol.addr, 0, 5);
        vm.expectEmit(address(office));
        emit ILedger.Deposited(NATIVE, bob.addr, carol.addr, 5);
        vm.prank(bob.addr);
        office.deposit{value: 5}(NATIVE, carol.addr, 5);
    }

    function test_RevertWhen_ValueComesWithAnotherToken() public {
        vm.expectRevert(abi.encodeWithSelector(ILedger.ValueMismatch.selector, 0, 5));
        vm.prank(bob.addr);
        office.deposit{value: 5}(address(dollar), carol.addr, 5);
    }

    function test_ZeroOfATokenDoesNothing() public {
        watchLogs();
        office.deposit(address(dollar), carol.addr, 0);
        assertNoLogs();
        assertBalance(carol.addr, address(dollar), 0);
    }

    function test_RevertWhen_TheTokenHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, carol.addr));
        vm.prank(bob.addr);
        office.deposit(carol.addr, bob.addr, 5);
    }

    /// @dev It answers another `balanceOf` than a token does.
    function test_RevertWhen_TheTokenIsTheContract() public {
        vm.expectRevert();
        vm.prank(bob.addr);
        office.deposit(address(office), bob.addr, 5);
    }

    function test_RevertWhen_TheTransferIsNotAllowed() public {
        dollar.mint(mallory.addr, 5);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(office), 0, 5)
        );
        vm.prank(mallory.addr);
        office.deposit(address(dollar), mallory.addr, 5);
    }

    /// @dev Bob's approval without limit serves nobody else.
    function test_TakesFromTheCallerOnly() public {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(office), 0, 5)
        );
        vm.prank(mallory.addr);
        office.deposit(address(dollar), bob.addr, 5);
    }

    function test_CreditsToInAToken() public {
        vm.prank(bob.addr);
        office.deposit(address(dollar), carol.addr, 5);

        assertBalance(carol.addr, address(dollar), 5);
        assertBalance(bob.addr, address(dollar), 0);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY - 5);
        assertHeld(address(dollar), 5);
    }

    function test_EmitsInAToken() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, address(0), carol.addr, tokenId(address(dollar)), 5);
        vm.expectEmit(address(office));
        emit ILedger.Deposited(address(dollar), bob.addr, carol.addr, 5);
        vm.prank(bob.addr);
        office.deposit(address(dollar), carol.addr, 5);
    }

    function testFuzz_AddsUp(uint96 first, uint96 second, bool native) public {
        address token = native ? NATIVE : address(dollar);
        credit(carol.addr, token, first);
        credit(carol.addr, token, second);
        assertBalance(carol.addr, token, uint256(first) + second);
        assertHeld(token, uint256(first) + second);
    }
}
